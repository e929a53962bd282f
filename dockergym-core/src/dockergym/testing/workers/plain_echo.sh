#!/bin/sh
# An echo worker in POSIX shell: nothing but sh and sed. The action is repeated as the JSON string that it is.

text_of() {
    printf '%s\n' "$line" | sed -n 's/.*"'"$1"'": *"\([^"\\]*\(\\.[^"\\]*\)*\)".*/\1/p'
}

number_of() {
    printf '%s\n' "$line" | sed -n 's/.*"'"$1"'": *\([0-9][0-9]*\).*/\1/p'
}

reply() {
    printf '{"status": "ok", "id": %s, "observation": "%s", "reward": %s, "done": false}\n' \
        "$(number_of id)" "$1" "$2"
}

while IFS= read -r line; do
    case "$(text_of cmd)" in
        init) reply "ready: $(text_of env_id)" 0 ;;
        step) reply "echo: $(text_of action)" 1 ;;
        *) printf '{"status": "error", "message": "unknown command"}\n' ;;
    esac
done
