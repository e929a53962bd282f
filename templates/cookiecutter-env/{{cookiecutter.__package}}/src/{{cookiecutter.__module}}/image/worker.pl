#!/usr/bin/env perl
# The worker: a JSON line in, a JSON line out, in a language of its own. Guesses a number; put your environment in
# its place. The contract is docs/reference/worker-protocol.md of DockerGym.
use strict;
use warnings;

# Each reply must be on its way at once.
$| = 1;

my ( $limit, $number, $max_steps, $steps, $over );

while ( my $line = <STDIN> ) {
    my %request = fields_of($line);
    my $id      = $request{id};
    my $command = $request{cmd} // '';
    if ( $command eq 'init' ) {
        print init( $id, %request ), "\n";
    }
    elsif ( $command eq 'step' && defined $limit && !$over ) {
        print step( $id, $request{action} // '' ), "\n";
    }
    elsif ( $command eq 'step' ) {
        print failure( $id, 'there is no episode, or it has ended; send init' ), "\n";
    }
    else {
        print failure( $id, 'the commands are init and step' ), "\n";
    }
}

sub init {
    my ( $id, %request ) = @_;
{%- if cookiecutter.data == "volume" %}
    my $found = limit_in( $request{task_file} // '' );
    return failure( $id, 'task_file names no task' ) unless $found;
{%- else %}
    my ($found) = ( $request{env_id} // '' ) =~ /-([1-9][0-9]{0,8})\z/;
    return failure( $id, 'env_id must be such as up-to-100' ) unless $found;
{%- endif %}
    $limit     = $found;
    $max_steps = $request{max_steps} // 20;
    $steps     = 0;
    $over      = 0;
    # One step of a linear congruential generator; its low bits are poor, so they are left out.
    $number = 1 + ( ( ( ( $request{seed} // 0 ) * 1103515245 + 12345 ) % 2147483648 ) >> 8 ) % $limit;
    return turn( $id, "I think of a number from 1 to $limit. Guess it.", 0 );
}

sub step {
    my ( $id, $action ) = @_;
    $steps++;
    my ($guess) = $action =~ /\A\s*([0-9]{1,9})\s*\z/;
    return turn( $id, "That is no number from 1 to $limit.", 0 ) unless defined $guess;
    return turn( $id, 'Yes!', 1 ) if $guess == $number;
    return turn( $id, $guess < $number ? 'Higher.' : 'Lower.', 0 );
}

sub turn {
    my ( $id, $observation, $won ) = @_;
    my $cut_off = !$won && $steps >= $max_steps;
    $over = $won || $cut_off;
    my $last   = $limit < 100 ? $limit : 100;
    my $listed = join ',', map { "\"$_\"" } 1 .. $last;
    return sprintf
      '{"id":%s,"status":"ok","observation":"%s","reward":%.1f,"done":%s,"terminated":%s,"truncated":%s,'
      . '"info":{"admissible_commands":[%s],"won":%s,"steps":%d}}',
      $id // 'null', $observation, $won, map( { $_ ? 'true' : 'false' } $over, $won, $cut_off ), $listed,
      $won ? 'true' : 'false', $steps;
}

sub failure {
    my ( $id, $message ) = @_;
    return sprintf '{"id":%s,"status":"error","message":"%s"}', $id // 'null', $message;
}
{%- if cookiecutter.data == "volume" %}

sub limit_in {
    my ($file) = @_;
    open my $handle, '<', $file or return;
    local $/ = undef;
    my %task = fields_of(<$handle>);
    close $handle;
    return ( $task{limit} // '' ) =~ /\A[1-9][0-9]{0,8}\z/ ? $task{limit} : undef;
}
{%- endif %}

# The strings and numbers of a JSON object, by name. Of the escapes in strings only those are undone that a path needs.
sub fields_of {
    my ($text) = @_;
    my ( %fields, $name );
    pos($text) = 0;
    while ( pos($text) < length $text ) {
        if ( $text =~ /\G"/gc ) {
            my $string = rest_of_string( \$text );
            if ( $text =~ /\G\s*:/gc ) { $name = $string; next }
            $fields{$name} = $string if defined $name;
            $name = undef;
        }
        elsif ( $text =~ /\G([A-Za-z0-9.+-]+)/gc ) {
            $fields{$name} = $1 if defined $name;
            $name = undef;
        }
        else { $text =~ /\G./gcs }
    }
    return %fields;
}

sub rest_of_string {
    my ($text) = @_;
    my $string = '';
    while (1) {
        if    ( $$text =~ /\G([^"\\]+)/gc ) { $string .= $1 }
        elsif ( $$text =~ /\G\\(["\\\/])/gc ) { $string .= $1 }
        elsif ( $$text =~ /\G(\\.)/gcs )    { $string .= $1 }
        elsif ( $$text =~ /\G"/gc )         { return $string }
        else { pos($$text) = length $$text; return $string }
    }
}
