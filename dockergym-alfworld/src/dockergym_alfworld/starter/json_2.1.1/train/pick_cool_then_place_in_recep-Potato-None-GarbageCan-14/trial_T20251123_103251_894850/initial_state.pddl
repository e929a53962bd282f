
(define (problem plan_trial_T20251123_103251_894850)
(:domain alfred)
(:objects
        agent1 - agent
        AlarmClock - object
        Apple - object
        BaseballBat - object
        BasketBall - object
        Bathtub - object
        Blinds - object
        Book - object
        Boots - object
        Bowl - object
        Box - object
        Bread - object
        ButterKnife - object
        CD - object
        Candle - object
        CellPhone - object
        Chair - object
        Cloth - object
        CreditCard - object
        Cup - object
        Curtains - object
        DeskLamp - object
        DishSponge - object
        Egg - object
        FloorLamp - object
        Footstool - object
        Fork - object
        Glassbottle - object
        HandTowel - object
        HousePlant - object
        Kettle - object
        KeyChain - object
        Knife - object
        Ladle - object
        Laptop - object
        LaundryHamperLid - object
        Lettuce - object
        LightSwitch - object
        Mirror - object
        Mug - object
        Newspaper - object
        Painting - object
        Pan - object
        PaperTowel - object
        PaperTowelRoll - object
        Pen - object
        Pencil - object
        PepperShaker - object
        Pillow - object
        Plate - object
        Plunger - object
        Poster - object
        Pot - object
        Potato - object
        RemoteControl - object
        SaltShaker - object
        ScrubBrush - object
        ShowerDoor - object
        ShowerGlass - object
        Sink - object
        SoapBar - object
        SoapBottle - object
        Spatula - object
        Spoon - object
        SprayBottle - object
        Statue - object
        StoveKnob - object
        TeddyBear - object
        Television - object
        TennisRacket - object
        TissueBox - object
        ToiletPaper - object
        ToiletPaperRoll - object
        Tomato - object
        Towel - object
        Vase - object
        Watch - object
        WateringCan - object
        Window - object
        WineBottle - object
        AlarmClockType - otype
        AppleType - otype
        BaseballBatType - otype
        BasketBallType - otype
        BathtubType - otype
        BlindsType - otype
        BookType - otype
        BootsType - otype
        BowlType - otype
        BoxType - otype
        BreadType - otype
        ButterKnifeType - otype
        CDType - otype
        CandleType - otype
        CellPhoneType - otype
        ChairType - otype
        ClothType - otype
        CreditCardType - otype
        CupType - otype
        CurtainsType - otype
        DeskLampType - otype
        DishSpongeType - otype
        EggType - otype
        FloorLampType - otype
        FootstoolType - otype
        ForkType - otype
        GlassbottleType - otype
        HandTowelType - otype
        HousePlantType - otype
        KettleType - otype
        KeyChainType - otype
        KnifeType - otype
        LadleType - otype
        LaptopType - otype
        LaundryHamperLidType - otype
        LettuceType - otype
        LightSwitchType - otype
        MirrorType - otype
        MugType - otype
        NewspaperType - otype
        PaintingType - otype
        PanType - otype
        PaperTowelType - otype
        PaperTowelRollType - otype
        PenType - otype
        PencilType - otype
        PepperShakerType - otype
        PillowType - otype
        PlateType - otype
        PlungerType - otype
        PosterType - otype
        PotType - otype
        PotatoType - otype
        RemoteControlType - otype
        SaltShakerType - otype
        ScrubBrushType - otype
        ShowerDoorType - otype
        ShowerGlassType - otype
        SinkType - otype
        SoapBarType - otype
        SoapBottleType - otype
        SpatulaType - otype
        SpoonType - otype
        SprayBottleType - otype
        StatueType - otype
        StoveKnobType - otype
        TeddyBearType - otype
        TelevisionType - otype
        TennisRacketType - otype
        TissueBoxType - otype
        ToiletPaperType - otype
        ToiletPaperRollType - otype
        TomatoType - otype
        TowelType - otype
        VaseType - otype
        WatchType - otype
        WateringCanType - otype
        WindowType - otype
        WineBottleType - otype
        ArmChairType - rtype
        BathtubBasinType - rtype
        BedType - rtype
        CabinetType - rtype
        CartType - rtype
        CoffeeMachineType - rtype
        CoffeeTableType - rtype
        CounterTopType - rtype
        DeskType - rtype
        DiningTableType - rtype
        DrawerType - rtype
        DresserType - rtype
        FridgeType - rtype
        GarbageCanType - rtype
        HandTowelHolderType - rtype
        LaundryHamperType - rtype
        MicrowaveType - rtype
        OttomanType - rtype
        PaintingHangerType - rtype
        SafeType - rtype
        ShelfType - rtype
        SideTableType - rtype
        SinkBasinType - rtype
        SofaType - rtype
        StoveBurnerType - rtype
        TVStandType - rtype
        ToasterType - rtype
        ToiletType - rtype
        ToiletPaperHangerType - rtype
        TowelHolderType - rtype
        Apple_bar__plus_01_dot_31_bar__plus_00_dot_96_bar__minus_01_dot_69 - object
        Apple_bar__minus_00_dot_54_bar__plus_00_dot_05_bar__minus_01_dot_50 - object
        Bowl_bar__plus_01_dot_15_bar__plus_01_dot_00_bar__minus_01_dot_64 - object
        Bowl_bar__minus_00_dot_52_bar__plus_00_dot_05_bar__minus_01_dot_46 - object
        Bread_bar__plus_00_dot_99_bar__plus_01_dot_00_bar__plus_00_dot_79 - object
        Bread_bar__plus_01_dot_12_bar__plus_01_dot_00_bar__minus_01_dot_47 - object
        Chair_bar__plus_00_dot_57_bar__plus_00_dot_08_bar__plus_02_dot_63 - object
        Chair_bar__minus_00_dot_25_bar__plus_00_dot_84_bar__minus_00_dot_36 - object
        Chair_bar__minus_00_dot_58_bar__plus_00_dot_72_bar__plus_02_dot_02 - object
        Cup_bar__plus_01_dot_91_bar__plus_02_dot_10_bar__minus_00_dot_53 - object
        DishSponge_bar__plus_01_dot_22_bar__plus_01_dot_00_bar__plus_00_dot_86 - object
        Fork_bar__plus_01_dot_00_bar__plus_01_dot_00_bar__plus_00_dot_91 - object
        Fork_bar__plus_01_dot_11_bar__plus_01_dot_00_bar__minus_01_dot_39 - object
        Ladle_bar__plus_01_dot_59_bar__plus_02_dot_10_bar__minus_00_dot_89 - object
        Ladle_bar__plus_01_dot_92_bar__plus_02_dot_10_bar__minus_00_dot_52 - object
        Lettuce_bar__plus_00_dot_97_bar__plus_01_dot_00_bar__minus_01_dot_47 - object
        LightSwitch_bar__plus_01_dot_49_bar__plus_01_dot_11_bar__plus_02_dot_08 - object
        Mug_bar__plus_00_dot_44_bar__plus_00_dot_05_bar__plus_02_dot_79 - object
        Pan_bar__minus_00_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_33 - object
        Pan_bar__minus_00_dot_80_bar__plus_00_dot_95_bar__plus_00_dot_44 - object
        PepperShaker_bar__plus_00_dot_76_bar__plus_01_dot_00_bar__plus_01_dot_14 - object
        PepperShaker_bar__plus_00_dot_95_bar__plus_01_dot_00_bar__plus_00_dot_98 - object
        PepperShaker_bar__plus_01_dot_08_bar__plus_01_dot_00_bar__minus_01_dot_40 - object
        Plate_bar__plus_01_dot_37_bar__plus_02_dot_11_bar__plus_00_dot_07 - object
        Potato_bar__plus_01_dot_62_bar__plus_00_dot_95_bar__minus_00_dot_68 - object
        SaltShaker_bar__plus_01_dot_26_bar__plus_01_dot_00_bar__minus_01_dot_55 - object
        Sink_bar__plus_00_dot_08_bar__plus_00_dot_33_bar__plus_00_dot_84 - object
        SoapBottle_bar__plus_01_dot_28_bar__plus_01_dot_00_bar__minus_01_dot_33 - object
        SoapBottle_bar__plus_01_dot_42_bar__plus_02_dot_11_bar__minus_00_dot_58 - object
        SoapBottle_bar__plus_01_dot_61_bar__plus_02_dot_11_bar__minus_00_dot_35 - object
        Spatula_bar__plus_00_dot_87_bar__plus_01_dot_00_bar__plus_01_dot_00 - object
        Spatula_bar__plus_01_dot_12_bar__plus_00_dot_96_bar__minus_01_dot_31 - object
        Spatula_bar__plus_01_dot_28_bar__plus_01_dot_00_bar__minus_01_dot_73 - object
        Spoon_bar__plus_01_dot_03_bar__plus_01_dot_00_bar__minus_01_dot_38 - object
        Window_bar__minus_01_dot_05_bar__plus_01_dot_65_bar__plus_01_dot_23 - object
        Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_05_bar__plus_00_dot_67 - receptacle
        Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_05_bar__minus_00_dot_61 - receptacle
        Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_06_bar__plus_00_dot_19 - receptacle
        Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_06_bar__minus_00_dot_59 - receptacle
        CoffeeMachine_bar__plus_00_dot_25_bar_00_dot_00_bar__plus_02_dot_75 - receptacle
        CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__plus_01_dot_02 - receptacle
        CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__minus_01_dot_52 - receptacle
        Fridge_bar__minus_00_dot_53_bar__plus_00_dot_00_bar__minus_01_dot_55 - receptacle
        GarbageCan_bar__plus_00_dot_25_bar_00_dot_00_bar__plus_00_dot_75 - receptacle
        Microwave_bar__plus_01_dot_75_bar__plus_00_dot_90_bar__minus_00_dot_84 - receptacle
        Sink_bar__plus_01_dot_10_bar__plus_00_dot_91_bar__minus_01_dot_60_bar_SinkBasin - receptacle
        StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_00_dot_40 - receptacle
        StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_00_dot_60 - receptacle
        StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_00_dot_80 - receptacle
        StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_01_dot_00 - receptacle
        Toaster_bar__plus_01_dot_50_bar_00_dot_00_bar__plus_01_dot_75 - receptacle
        loc_bar__minus_4_bar_4_bar_1_bar_30 - location
        loc_bar__minus_4_bar_4_bar_1_bar_45 - location
        loc_bar__minus_3_bar_3_bar_1_bar_30 - location
        loc_bar__minus_2_bar__minus_2_bar_2_bar_0 - location
        loc_bar__minus_2_bar_0_bar_1_bar_30 - location
        loc_bar__minus_2_bar_8_bar_1_bar_30 - location
        loc_bar__minus_1_bar_4_bar_3_bar_30 - location
        loc_bar_1_bar_1_bar_0_bar_30 - location
        loc_bar_1_bar_11_bar_3_bar_30 - location
        loc_bar_2_bar__minus_3_bar_2_bar_30 - location
        loc_bar_2_bar_0_bar_1_bar__minus_30 - location
        loc_bar_3_bar__minus_3_bar_1_bar_0 - location
        loc_bar_3_bar_11_bar_2_bar_30 - location
        loc_bar_3_bar_11_bar_3_bar_30 - location
        loc_bar_4_bar__minus_3_bar_1_bar_30 - location
        loc_bar_4_bar__minus_3_bar_2_bar_30 - location
        loc_bar_4_bar_0_bar_1_bar__minus_30 - location
        loc_bar_4_bar_1_bar_0_bar_30 - location
        loc_bar_4_bar_1_bar_1_bar_0 - location
        loc_bar_4_bar_9_bar_3_bar_30 - location
        loc_bar_6_bar_9_bar_2_bar_30 - location
        )

(:init
        (atLocation agent1 loc_bar_3_bar_11_bar_2_bar_30)
        (receptacleType Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_05_bar__plus_00_dot_67 CabinetType)
        (receptacleType Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_05_bar__minus_00_dot_61 CabinetType)
        (receptacleType Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_06_bar__plus_00_dot_19 CabinetType)
        (receptacleType Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_06_bar__minus_00_dot_59 CabinetType)
        (receptacleType CoffeeMachine_bar__plus_00_dot_25_bar_00_dot_00_bar__plus_02_dot_75 CoffeeMachineType)
        (receptacleType CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__plus_01_dot_02 CounterTopType)
        (receptacleType CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__minus_01_dot_52 CounterTopType)
        (receptacleType Fridge_bar__minus_00_dot_53_bar__plus_00_dot_00_bar__minus_01_dot_55 FridgeType)
        (receptacleType GarbageCan_bar__plus_00_dot_25_bar_00_dot_00_bar__plus_00_dot_75 GarbageCanType)
        (receptacleType Microwave_bar__plus_01_dot_75_bar__plus_00_dot_90_bar__minus_00_dot_84 MicrowaveType)
        (receptacleType Sink_bar__plus_01_dot_10_bar__plus_00_dot_91_bar__minus_01_dot_60_bar_SinkBasin SinkBasinType)
        (receptacleType StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_00_dot_40 StoveBurnerType)
        (receptacleType StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_00_dot_60 StoveBurnerType)
        (receptacleType StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_00_dot_80 StoveBurnerType)
        (receptacleType StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_01_dot_00 StoveBurnerType)
        (receptacleType Toaster_bar__plus_01_dot_50_bar_00_dot_00_bar__plus_01_dot_75 ToasterType)
        (objectType Apple_bar__plus_01_dot_31_bar__plus_00_dot_96_bar__minus_01_dot_69 AppleType)
        (objectType Apple_bar__minus_00_dot_54_bar__plus_00_dot_05_bar__minus_01_dot_50 AppleType)
        (objectType Bowl_bar__plus_01_dot_15_bar__plus_01_dot_00_bar__minus_01_dot_64 BowlType)
        (objectType Bowl_bar__minus_00_dot_52_bar__plus_00_dot_05_bar__minus_01_dot_46 BowlType)
        (objectType Bread_bar__plus_00_dot_99_bar__plus_01_dot_00_bar__plus_00_dot_79 BreadType)
        (objectType Bread_bar__plus_01_dot_12_bar__plus_01_dot_00_bar__minus_01_dot_47 BreadType)
        (objectType Chair_bar__plus_00_dot_57_bar__plus_00_dot_08_bar__plus_02_dot_63 ChairType)
        (objectType Chair_bar__minus_00_dot_25_bar__plus_00_dot_84_bar__minus_00_dot_36 ChairType)
        (objectType Chair_bar__minus_00_dot_58_bar__plus_00_dot_72_bar__plus_02_dot_02 ChairType)
        (objectType Cup_bar__plus_01_dot_91_bar__plus_02_dot_10_bar__minus_00_dot_53 CupType)
        (objectType DishSponge_bar__plus_01_dot_22_bar__plus_01_dot_00_bar__plus_00_dot_86 DishSpongeType)
        (objectType Fork_bar__plus_01_dot_00_bar__plus_01_dot_00_bar__plus_00_dot_91 ForkType)
        (objectType Fork_bar__plus_01_dot_11_bar__plus_01_dot_00_bar__minus_01_dot_39 ForkType)
        (objectType Ladle_bar__plus_01_dot_59_bar__plus_02_dot_10_bar__minus_00_dot_89 LadleType)
        (objectType Ladle_bar__plus_01_dot_92_bar__plus_02_dot_10_bar__minus_00_dot_52 LadleType)
        (objectType Lettuce_bar__plus_00_dot_97_bar__plus_01_dot_00_bar__minus_01_dot_47 LettuceType)
        (objectType LightSwitch_bar__plus_01_dot_49_bar__plus_01_dot_11_bar__plus_02_dot_08 LightSwitchType)
        (objectType Mug_bar__plus_00_dot_44_bar__plus_00_dot_05_bar__plus_02_dot_79 MugType)
        (objectType Pan_bar__minus_00_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_33 PanType)
        (objectType Pan_bar__minus_00_dot_80_bar__plus_00_dot_95_bar__plus_00_dot_44 PanType)
        (objectType PepperShaker_bar__plus_00_dot_76_bar__plus_01_dot_00_bar__plus_01_dot_14 PepperShakerType)
        (objectType PepperShaker_bar__plus_00_dot_95_bar__plus_01_dot_00_bar__plus_00_dot_98 PepperShakerType)
        (objectType PepperShaker_bar__plus_01_dot_08_bar__plus_01_dot_00_bar__minus_01_dot_40 PepperShakerType)
        (objectType Plate_bar__plus_01_dot_37_bar__plus_02_dot_11_bar__plus_00_dot_07 PlateType)
        (objectType Potato_bar__plus_01_dot_62_bar__plus_00_dot_95_bar__minus_00_dot_68 PotatoType)
        (objectType SaltShaker_bar__plus_01_dot_26_bar__plus_01_dot_00_bar__minus_01_dot_55 SaltShakerType)
        (objectType Sink_bar__plus_00_dot_08_bar__plus_00_dot_33_bar__plus_00_dot_84 SinkType)
        (objectType SoapBottle_bar__plus_01_dot_28_bar__plus_01_dot_00_bar__minus_01_dot_33 SoapBottleType)
        (objectType SoapBottle_bar__plus_01_dot_42_bar__plus_02_dot_11_bar__minus_00_dot_58 SoapBottleType)
        (objectType SoapBottle_bar__plus_01_dot_61_bar__plus_02_dot_11_bar__minus_00_dot_35 SoapBottleType)
        (objectType Spatula_bar__plus_00_dot_87_bar__plus_01_dot_00_bar__plus_01_dot_00 SpatulaType)
        (objectType Spatula_bar__plus_01_dot_12_bar__plus_00_dot_96_bar__minus_01_dot_31 SpatulaType)
        (objectType Spatula_bar__plus_01_dot_28_bar__plus_01_dot_00_bar__minus_01_dot_73 SpatulaType)
        (objectType Spoon_bar__plus_01_dot_03_bar__plus_01_dot_00_bar__minus_01_dot_38 SpoonType)
        (objectType Window_bar__minus_01_dot_05_bar__plus_01_dot_65_bar__plus_01_dot_23 WindowType)
        (canContain CabinetType BowlType)
        (canContain CabinetType CupType)
        (canContain CabinetType DishSpongeType)
        (canContain CabinetType LadleType)
        (canContain CabinetType MugType)
        (canContain CabinetType PanType)
        (canContain CabinetType PepperShakerType)
        (canContain CabinetType PlateType)
        (canContain CabinetType SaltShakerType)
        (canContain CabinetType SoapBottleType)
        (canContain CoffeeMachineType MugType)
        (canContain CounterTopType AppleType)
        (canContain CounterTopType BowlType)
        (canContain CounterTopType BreadType)
        (canContain CounterTopType CupType)
        (canContain CounterTopType DishSpongeType)
        (canContain CounterTopType ForkType)
        (canContain CounterTopType LadleType)
        (canContain CounterTopType LettuceType)
        (canContain CounterTopType MugType)
        (canContain CounterTopType PanType)
        (canContain CounterTopType PepperShakerType)
        (canContain CounterTopType PlateType)
        (canContain CounterTopType PotatoType)
        (canContain CounterTopType SaltShakerType)
        (canContain CounterTopType SoapBottleType)
        (canContain CounterTopType SpatulaType)
        (canContain CounterTopType SpoonType)
        (canContain FridgeType AppleType)
        (canContain FridgeType BowlType)
        (canContain FridgeType BreadType)
        (canContain FridgeType CupType)
        (canContain FridgeType LettuceType)
        (canContain FridgeType MugType)
        (canContain FridgeType PanType)
        (canContain FridgeType PlateType)
        (canContain FridgeType PotatoType)
        (canContain GarbageCanType AppleType)
        (canContain GarbageCanType BreadType)
        (canContain GarbageCanType DishSpongeType)
        (canContain GarbageCanType LettuceType)
        (canContain GarbageCanType PotatoType)
        (canContain GarbageCanType SoapBottleType)
        (canContain MicrowaveType AppleType)
        (canContain MicrowaveType BowlType)
        (canContain MicrowaveType BreadType)
        (canContain MicrowaveType CupType)
        (canContain MicrowaveType MugType)
        (canContain MicrowaveType PlateType)
        (canContain MicrowaveType PotatoType)
        (canContain SinkBasinType AppleType)
        (canContain SinkBasinType BowlType)
        (canContain SinkBasinType CupType)
        (canContain SinkBasinType DishSpongeType)
        (canContain SinkBasinType ForkType)
        (canContain SinkBasinType LadleType)
        (canContain SinkBasinType LettuceType)
        (canContain SinkBasinType MugType)
        (canContain SinkBasinType PanType)
        (canContain SinkBasinType PlateType)
        (canContain SinkBasinType PotatoType)
        (canContain SinkBasinType SpatulaType)
        (canContain SinkBasinType SpoonType)
        (canContain StoveBurnerType PanType)
        (pickupable Apple_bar__plus_01_dot_31_bar__plus_00_dot_96_bar__minus_01_dot_69)
        (pickupable Apple_bar__minus_00_dot_54_bar__plus_00_dot_05_bar__minus_01_dot_50)
        (pickupable Bowl_bar__plus_01_dot_15_bar__plus_01_dot_00_bar__minus_01_dot_64)
        (pickupable Bowl_bar__minus_00_dot_52_bar__plus_00_dot_05_bar__minus_01_dot_46)
        (pickupable Bread_bar__plus_00_dot_99_bar__plus_01_dot_00_bar__plus_00_dot_79)
        (pickupable Bread_bar__plus_01_dot_12_bar__plus_01_dot_00_bar__minus_01_dot_47)
        (pickupable Cup_bar__plus_01_dot_91_bar__plus_02_dot_10_bar__minus_00_dot_53)
        (pickupable DishSponge_bar__plus_01_dot_22_bar__plus_01_dot_00_bar__plus_00_dot_86)
        (pickupable Fork_bar__plus_01_dot_00_bar__plus_01_dot_00_bar__plus_00_dot_91)
        (pickupable Fork_bar__plus_01_dot_11_bar__plus_01_dot_00_bar__minus_01_dot_39)
        (pickupable Ladle_bar__plus_01_dot_59_bar__plus_02_dot_10_bar__minus_00_dot_89)
        (pickupable Ladle_bar__plus_01_dot_92_bar__plus_02_dot_10_bar__minus_00_dot_52)
        (pickupable Lettuce_bar__plus_00_dot_97_bar__plus_01_dot_00_bar__minus_01_dot_47)
        (pickupable Mug_bar__plus_00_dot_44_bar__plus_00_dot_05_bar__plus_02_dot_79)
        (pickupable Pan_bar__minus_00_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_33)
        (pickupable Pan_bar__minus_00_dot_80_bar__plus_00_dot_95_bar__plus_00_dot_44)
        (pickupable PepperShaker_bar__plus_00_dot_76_bar__plus_01_dot_00_bar__plus_01_dot_14)
        (pickupable PepperShaker_bar__plus_00_dot_95_bar__plus_01_dot_00_bar__plus_00_dot_98)
        (pickupable PepperShaker_bar__plus_01_dot_08_bar__plus_01_dot_00_bar__minus_01_dot_40)
        (pickupable Plate_bar__plus_01_dot_37_bar__plus_02_dot_11_bar__plus_00_dot_07)
        (pickupable Potato_bar__plus_01_dot_62_bar__plus_00_dot_95_bar__minus_00_dot_68)
        (pickupable SaltShaker_bar__plus_01_dot_26_bar__plus_01_dot_00_bar__minus_01_dot_55)
        (pickupable SoapBottle_bar__plus_01_dot_28_bar__plus_01_dot_00_bar__minus_01_dot_33)
        (pickupable SoapBottle_bar__plus_01_dot_42_bar__plus_02_dot_11_bar__minus_00_dot_58)
        (pickupable SoapBottle_bar__plus_01_dot_61_bar__plus_02_dot_11_bar__minus_00_dot_35)
        (pickupable Spatula_bar__plus_00_dot_87_bar__plus_01_dot_00_bar__plus_01_dot_00)
        (pickupable Spatula_bar__plus_01_dot_12_bar__plus_00_dot_96_bar__minus_01_dot_31)
        (pickupable Spatula_bar__plus_01_dot_28_bar__plus_01_dot_00_bar__minus_01_dot_73)
        (pickupable Spoon_bar__plus_01_dot_03_bar__plus_01_dot_00_bar__minus_01_dot_38)
        (isReceptacleObject Bowl_bar__plus_01_dot_15_bar__plus_01_dot_00_bar__minus_01_dot_64)
        (isReceptacleObject Bowl_bar__minus_00_dot_52_bar__plus_00_dot_05_bar__minus_01_dot_46)
        (isReceptacleObject Cup_bar__plus_01_dot_91_bar__plus_02_dot_10_bar__minus_00_dot_53)
        (isReceptacleObject Mug_bar__plus_00_dot_44_bar__plus_00_dot_05_bar__plus_02_dot_79)
        (isReceptacleObject Pan_bar__minus_00_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_33)
        (isReceptacleObject Pan_bar__minus_00_dot_80_bar__plus_00_dot_95_bar__plus_00_dot_44)
        (isReceptacleObject Plate_bar__plus_01_dot_37_bar__plus_02_dot_11_bar__plus_00_dot_07)
        (openable Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_05_bar__plus_00_dot_67)
        (openable Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_06_bar__plus_00_dot_19)
        (openable Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_06_bar__minus_00_dot_59)
        (openable Fridge_bar__minus_00_dot_53_bar__plus_00_dot_00_bar__minus_01_dot_55)
        (openable Microwave_bar__plus_01_dot_75_bar__plus_00_dot_90_bar__minus_00_dot_84)
        (cleanable Apple_bar__plus_01_dot_31_bar__plus_00_dot_96_bar__minus_01_dot_69)
        (cleanable Apple_bar__minus_00_dot_54_bar__plus_00_dot_05_bar__minus_01_dot_50)
        (cleanable Bowl_bar__plus_01_dot_15_bar__plus_01_dot_00_bar__minus_01_dot_64)
        (cleanable Bowl_bar__minus_00_dot_52_bar__plus_00_dot_05_bar__minus_01_dot_46)
        (cleanable Cup_bar__plus_01_dot_91_bar__plus_02_dot_10_bar__minus_00_dot_53)
        (cleanable DishSponge_bar__plus_01_dot_22_bar__plus_01_dot_00_bar__plus_00_dot_86)
        (cleanable Fork_bar__plus_01_dot_00_bar__plus_01_dot_00_bar__plus_00_dot_91)
        (cleanable Fork_bar__plus_01_dot_11_bar__plus_01_dot_00_bar__minus_01_dot_39)
        (cleanable Ladle_bar__plus_01_dot_59_bar__plus_02_dot_10_bar__minus_00_dot_89)
        (cleanable Ladle_bar__plus_01_dot_92_bar__plus_02_dot_10_bar__minus_00_dot_52)
        (cleanable Lettuce_bar__plus_00_dot_97_bar__plus_01_dot_00_bar__minus_01_dot_47)
        (cleanable Mug_bar__plus_00_dot_44_bar__plus_00_dot_05_bar__plus_02_dot_79)
        (cleanable Pan_bar__minus_00_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_33)
        (cleanable Pan_bar__minus_00_dot_80_bar__plus_00_dot_95_bar__plus_00_dot_44)
        (cleanable Plate_bar__plus_01_dot_37_bar__plus_02_dot_11_bar__plus_00_dot_07)
        (cleanable Potato_bar__plus_01_dot_62_bar__plus_00_dot_95_bar__minus_00_dot_68)
        (cleanable Spatula_bar__plus_00_dot_87_bar__plus_01_dot_00_bar__plus_01_dot_00)
        (cleanable Spatula_bar__plus_01_dot_12_bar__plus_00_dot_96_bar__minus_01_dot_31)
        (cleanable Spatula_bar__plus_01_dot_28_bar__plus_01_dot_00_bar__minus_01_dot_73)
        (cleanable Spoon_bar__plus_01_dot_03_bar__plus_01_dot_00_bar__minus_01_dot_38)
        (heatable Apple_bar__plus_01_dot_31_bar__plus_00_dot_96_bar__minus_01_dot_69)
        (heatable Apple_bar__minus_00_dot_54_bar__plus_00_dot_05_bar__minus_01_dot_50)
        (heatable Bread_bar__plus_00_dot_99_bar__plus_01_dot_00_bar__plus_00_dot_79)
        (heatable Bread_bar__plus_01_dot_12_bar__plus_01_dot_00_bar__minus_01_dot_47)
        (heatable Cup_bar__plus_01_dot_91_bar__plus_02_dot_10_bar__minus_00_dot_53)
        (heatable Mug_bar__plus_00_dot_44_bar__plus_00_dot_05_bar__plus_02_dot_79)
        (heatable Plate_bar__plus_01_dot_37_bar__plus_02_dot_11_bar__plus_00_dot_07)
        (heatable Potato_bar__plus_01_dot_62_bar__plus_00_dot_95_bar__minus_00_dot_68)
        (coolable Apple_bar__plus_01_dot_31_bar__plus_00_dot_96_bar__minus_01_dot_69)
        (coolable Apple_bar__minus_00_dot_54_bar__plus_00_dot_05_bar__minus_01_dot_50)
        (coolable Bowl_bar__plus_01_dot_15_bar__plus_01_dot_00_bar__minus_01_dot_64)
        (coolable Bowl_bar__minus_00_dot_52_bar__plus_00_dot_05_bar__minus_01_dot_46)
        (coolable Bread_bar__plus_00_dot_99_bar__plus_01_dot_00_bar__plus_00_dot_79)
        (coolable Bread_bar__plus_01_dot_12_bar__plus_01_dot_00_bar__minus_01_dot_47)
        (coolable Cup_bar__plus_01_dot_91_bar__plus_02_dot_10_bar__minus_00_dot_53)
        (coolable Lettuce_bar__plus_00_dot_97_bar__plus_01_dot_00_bar__minus_01_dot_47)
        (coolable Mug_bar__plus_00_dot_44_bar__plus_00_dot_05_bar__plus_02_dot_79)
        (coolable Pan_bar__minus_00_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_33)
        (coolable Pan_bar__minus_00_dot_80_bar__plus_00_dot_95_bar__plus_00_dot_44)
        (coolable Plate_bar__plus_01_dot_37_bar__plus_02_dot_11_bar__plus_00_dot_07)
        (coolable Potato_bar__plus_01_dot_62_bar__plus_00_dot_95_bar__minus_00_dot_68)
        (sliceable Apple_bar__plus_01_dot_31_bar__plus_00_dot_96_bar__minus_01_dot_69)
        (sliceable Apple_bar__minus_00_dot_54_bar__plus_00_dot_05_bar__minus_01_dot_50)
        (sliceable Bread_bar__plus_00_dot_99_bar__plus_01_dot_00_bar__plus_00_dot_79)
        (sliceable Bread_bar__plus_01_dot_12_bar__plus_01_dot_00_bar__minus_01_dot_47)
        (sliceable Lettuce_bar__plus_00_dot_97_bar__plus_01_dot_00_bar__minus_01_dot_47)
        (sliceable Potato_bar__plus_01_dot_62_bar__plus_00_dot_95_bar__minus_00_dot_68)
        (inReceptacle Apple_bar__plus_01_dot_31_bar__plus_00_dot_96_bar__minus_01_dot_69 Sink_bar__plus_01_dot_10_bar__plus_00_dot_91_bar__minus_01_dot_60_bar_SinkBasin)
        (inReceptacle Apple_bar__minus_00_dot_54_bar__plus_00_dot_05_bar__minus_01_dot_50 Fridge_bar__minus_00_dot_53_bar__plus_00_dot_00_bar__minus_01_dot_55)
        (inReceptacle Bowl_bar__plus_01_dot_15_bar__plus_01_dot_00_bar__minus_01_dot_64 CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__minus_01_dot_52)
        (inReceptacle Bowl_bar__minus_00_dot_52_bar__plus_00_dot_05_bar__minus_01_dot_46 Fridge_bar__minus_00_dot_53_bar__plus_00_dot_00_bar__minus_01_dot_55)
        (inReceptacle Bread_bar__plus_00_dot_99_bar__plus_01_dot_00_bar__plus_00_dot_79 CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__plus_01_dot_02)
        (inReceptacle Bread_bar__plus_01_dot_12_bar__plus_01_dot_00_bar__minus_01_dot_47 CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__minus_01_dot_52)
        (inReceptacle Cup_bar__plus_01_dot_91_bar__plus_02_dot_10_bar__minus_00_dot_53 Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_05_bar__minus_00_dot_61)
        (inReceptacle DishSponge_bar__plus_01_dot_22_bar__plus_01_dot_00_bar__plus_00_dot_86 CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__plus_01_dot_02)
        (inReceptacle Fork_bar__plus_01_dot_00_bar__plus_01_dot_00_bar__plus_00_dot_91 CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__plus_01_dot_02)
        (inReceptacle Fork_bar__plus_01_dot_11_bar__plus_01_dot_00_bar__minus_01_dot_39 CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__minus_01_dot_52)
        (inReceptacle Ladle_bar__plus_01_dot_59_bar__plus_02_dot_10_bar__minus_00_dot_89 Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_05_bar__minus_00_dot_61)
        (inReceptacle Ladle_bar__plus_01_dot_92_bar__plus_02_dot_10_bar__minus_00_dot_52 Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_05_bar__minus_00_dot_61)
        (inReceptacle Lettuce_bar__plus_00_dot_97_bar__plus_01_dot_00_bar__minus_01_dot_47 CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__minus_01_dot_52)
        (inReceptacle Mug_bar__plus_00_dot_44_bar__plus_00_dot_05_bar__plus_02_dot_79 CoffeeMachine_bar__plus_00_dot_25_bar_00_dot_00_bar__plus_02_dot_75)
        (inReceptacle Pan_bar__minus_00_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_33 Fridge_bar__minus_00_dot_53_bar__plus_00_dot_00_bar__minus_01_dot_55)
        (inReceptacle Pan_bar__minus_00_dot_80_bar__plus_00_dot_95_bar__plus_00_dot_44 StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_00_dot_60)
        (inReceptacle PepperShaker_bar__plus_00_dot_76_bar__plus_01_dot_00_bar__plus_01_dot_14 CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__plus_01_dot_02)
        (inReceptacle PepperShaker_bar__plus_00_dot_95_bar__plus_01_dot_00_bar__plus_00_dot_98 CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__plus_01_dot_02)
        (inReceptacle PepperShaker_bar__plus_01_dot_08_bar__plus_01_dot_00_bar__minus_01_dot_40 CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__minus_01_dot_52)
        (inReceptacle Plate_bar__plus_01_dot_37_bar__plus_02_dot_11_bar__plus_00_dot_07 Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_06_bar__plus_00_dot_19)
        (inReceptacle Potato_bar__plus_01_dot_62_bar__plus_00_dot_95_bar__minus_00_dot_68 Microwave_bar__plus_01_dot_75_bar__plus_00_dot_90_bar__minus_00_dot_84)
        (inReceptacle SaltShaker_bar__plus_01_dot_26_bar__plus_01_dot_00_bar__minus_01_dot_55 CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__minus_01_dot_52)
        (inReceptacle SoapBottle_bar__plus_01_dot_28_bar__plus_01_dot_00_bar__minus_01_dot_33 CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__minus_01_dot_52)
        (inReceptacle SoapBottle_bar__plus_01_dot_42_bar__plus_02_dot_11_bar__minus_00_dot_58 Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_06_bar__minus_00_dot_59)
        (inReceptacle SoapBottle_bar__plus_01_dot_61_bar__plus_02_dot_11_bar__minus_00_dot_35 Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_06_bar__minus_00_dot_59)
        (inReceptacle Spatula_bar__plus_00_dot_87_bar__plus_01_dot_00_bar__plus_01_dot_00 CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__plus_01_dot_02)
        (inReceptacle Spatula_bar__plus_01_dot_12_bar__plus_00_dot_96_bar__minus_01_dot_31 Sink_bar__plus_01_dot_10_bar__plus_00_dot_91_bar__minus_01_dot_60_bar_SinkBasin)
        (inReceptacle Spatula_bar__plus_01_dot_28_bar__plus_01_dot_00_bar__minus_01_dot_73 CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__minus_01_dot_52)
        (inReceptacle Spoon_bar__plus_01_dot_03_bar__plus_01_dot_00_bar__minus_01_dot_38 CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__minus_01_dot_52)
        (receptacleAtLocation Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_05_bar__plus_00_dot_67 loc_bar_4_bar_1_bar_1_bar_0)
        (receptacleAtLocation Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_05_bar__minus_00_dot_61 loc_bar_3_bar__minus_3_bar_1_bar_0)
        (receptacleAtLocation Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_06_bar__plus_00_dot_19 loc_bar_4_bar_0_bar_1_bar__minus_30)
        (receptacleAtLocation Cabinet_bar__plus_01_dot_66_bar__plus_02_dot_06_bar__minus_00_dot_59 loc_bar_2_bar_0_bar_1_bar__minus_30)
        (receptacleAtLocation CoffeeMachine_bar__plus_00_dot_25_bar_00_dot_00_bar__plus_02_dot_75 loc_bar_3_bar_11_bar_3_bar_30)
        (receptacleAtLocation CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__plus_01_dot_02 loc_bar_4_bar_1_bar_0_bar_30)
        (receptacleAtLocation CounterTop_bar__plus_00_dot_99_bar__plus_00_dot_95_bar__minus_01_dot_52 loc_bar_2_bar__minus_3_bar_2_bar_30)
        (receptacleAtLocation Fridge_bar__minus_00_dot_53_bar__plus_00_dot_00_bar__minus_01_dot_55 loc_bar__minus_2_bar__minus_2_bar_2_bar_0)
        (receptacleAtLocation GarbageCan_bar__plus_00_dot_25_bar_00_dot_00_bar__plus_00_dot_75 loc_bar_1_bar_1_bar_0_bar_30)
        (receptacleAtLocation Microwave_bar__plus_01_dot_75_bar__plus_00_dot_90_bar__minus_00_dot_84 loc_bar_4_bar__minus_3_bar_1_bar_30)
        (receptacleAtLocation Sink_bar__plus_01_dot_10_bar__plus_00_dot_91_bar__minus_01_dot_60_bar_SinkBasin loc_bar_4_bar__minus_3_bar_2_bar_30)
        (receptacleAtLocation StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_00_dot_40 loc_bar__minus_4_bar_4_bar_1_bar_45)
        (receptacleAtLocation StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_00_dot_60 loc_bar__minus_4_bar_4_bar_1_bar_45)
        (receptacleAtLocation StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_00_dot_80 loc_bar__minus_4_bar_4_bar_1_bar_30)
        (receptacleAtLocation StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_01_dot_00 loc_bar__minus_4_bar_4_bar_1_bar_30)
        (receptacleAtLocation Toaster_bar__plus_01_dot_50_bar_00_dot_00_bar__plus_01_dot_75 loc_bar_6_bar_9_bar_2_bar_30)
        (objectAtLocation Apple_bar__plus_01_dot_31_bar__plus_00_dot_96_bar__minus_01_dot_69 loc_bar_4_bar__minus_3_bar_2_bar_30)
        (objectAtLocation Apple_bar__minus_00_dot_54_bar__plus_00_dot_05_bar__minus_01_dot_50 loc_bar__minus_2_bar__minus_2_bar_2_bar_0)
        (objectAtLocation Bowl_bar__plus_01_dot_15_bar__plus_01_dot_00_bar__minus_01_dot_64 loc_bar_2_bar__minus_3_bar_2_bar_30)
        (objectAtLocation Bowl_bar__minus_00_dot_52_bar__plus_00_dot_05_bar__minus_01_dot_46 loc_bar__minus_2_bar__minus_2_bar_2_bar_0)
        (objectAtLocation Bread_bar__plus_00_dot_99_bar__plus_01_dot_00_bar__plus_00_dot_79 loc_bar_4_bar_1_bar_0_bar_30)
        (objectAtLocation Bread_bar__plus_01_dot_12_bar__plus_01_dot_00_bar__minus_01_dot_47 loc_bar_2_bar__minus_3_bar_2_bar_30)
        (objectAtLocation Chair_bar__plus_00_dot_57_bar__plus_00_dot_08_bar__plus_02_dot_63 loc_bar_1_bar_11_bar_3_bar_30)
        (objectAtLocation Chair_bar__minus_00_dot_25_bar__plus_00_dot_84_bar__minus_00_dot_36 loc_bar__minus_2_bar_0_bar_1_bar_30)
        (objectAtLocation Chair_bar__minus_00_dot_58_bar__plus_00_dot_72_bar__plus_02_dot_02 loc_bar__minus_2_bar_8_bar_1_bar_30)
        (objectAtLocation Cup_bar__plus_01_dot_91_bar__plus_02_dot_10_bar__minus_00_dot_53 loc_bar_3_bar__minus_3_bar_1_bar_0)
        (objectAtLocation DishSponge_bar__plus_01_dot_22_bar__plus_01_dot_00_bar__plus_00_dot_86 loc_bar_4_bar_1_bar_0_bar_30)
        (objectAtLocation Fork_bar__plus_01_dot_00_bar__plus_01_dot_00_bar__plus_00_dot_91 loc_bar_4_bar_1_bar_0_bar_30)
        (objectAtLocation Fork_bar__plus_01_dot_11_bar__plus_01_dot_00_bar__minus_01_dot_39 loc_bar_2_bar__minus_3_bar_2_bar_30)
        (objectAtLocation Ladle_bar__plus_01_dot_59_bar__plus_02_dot_10_bar__minus_00_dot_89 loc_bar_3_bar__minus_3_bar_1_bar_0)
        (objectAtLocation Ladle_bar__plus_01_dot_92_bar__plus_02_dot_10_bar__minus_00_dot_52 loc_bar_3_bar__minus_3_bar_1_bar_0)
        (objectAtLocation Lettuce_bar__plus_00_dot_97_bar__plus_01_dot_00_bar__minus_01_dot_47 loc_bar_2_bar__minus_3_bar_2_bar_30)
        (objectAtLocation LightSwitch_bar__plus_01_dot_49_bar__plus_01_dot_11_bar__plus_02_dot_08 loc_bar_4_bar_9_bar_3_bar_30)
        (objectAtLocation Mug_bar__plus_00_dot_44_bar__plus_00_dot_05_bar__plus_02_dot_79 loc_bar_3_bar_11_bar_3_bar_30)
        (objectAtLocation Pan_bar__minus_00_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_33 loc_bar__minus_2_bar__minus_2_bar_2_bar_0)
        (objectAtLocation Pan_bar__minus_00_dot_80_bar__plus_00_dot_95_bar__plus_00_dot_44 loc_bar__minus_4_bar_4_bar_1_bar_45)
        (objectAtLocation PepperShaker_bar__plus_00_dot_76_bar__plus_01_dot_00_bar__plus_01_dot_14 loc_bar_4_bar_1_bar_0_bar_30)
        (objectAtLocation PepperShaker_bar__plus_00_dot_95_bar__plus_01_dot_00_bar__plus_00_dot_98 loc_bar_4_bar_1_bar_0_bar_30)
        (objectAtLocation PepperShaker_bar__plus_01_dot_08_bar__plus_01_dot_00_bar__minus_01_dot_40 loc_bar_2_bar__minus_3_bar_2_bar_30)
        (objectAtLocation Plate_bar__plus_01_dot_37_bar__plus_02_dot_11_bar__plus_00_dot_07 loc_bar_4_bar_0_bar_1_bar__minus_30)
        (objectAtLocation Potato_bar__plus_01_dot_62_bar__plus_00_dot_95_bar__minus_00_dot_68 loc_bar_4_bar__minus_3_bar_1_bar_30)
        (objectAtLocation SaltShaker_bar__plus_01_dot_26_bar__plus_01_dot_00_bar__minus_01_dot_55 loc_bar_2_bar__minus_3_bar_2_bar_30)
        (objectAtLocation Sink_bar__plus_00_dot_08_bar__plus_00_dot_33_bar__plus_00_dot_84 loc_bar__minus_1_bar_4_bar_3_bar_30)
        (objectAtLocation SoapBottle_bar__plus_01_dot_28_bar__plus_01_dot_00_bar__minus_01_dot_33 loc_bar_2_bar__minus_3_bar_2_bar_30)
        (objectAtLocation SoapBottle_bar__plus_01_dot_42_bar__plus_02_dot_11_bar__minus_00_dot_58 loc_bar_2_bar_0_bar_1_bar__minus_30)
        (objectAtLocation SoapBottle_bar__plus_01_dot_61_bar__plus_02_dot_11_bar__minus_00_dot_35 loc_bar_2_bar_0_bar_1_bar__minus_30)
        (objectAtLocation Spatula_bar__plus_00_dot_87_bar__plus_01_dot_00_bar__plus_01_dot_00 loc_bar_4_bar_1_bar_0_bar_30)
        (objectAtLocation Spatula_bar__plus_01_dot_12_bar__plus_00_dot_96_bar__minus_01_dot_31 loc_bar_4_bar__minus_3_bar_2_bar_30)
        (objectAtLocation Spatula_bar__plus_01_dot_28_bar__plus_01_dot_00_bar__minus_01_dot_73 loc_bar_2_bar__minus_3_bar_2_bar_30)
        (objectAtLocation Spoon_bar__plus_01_dot_03_bar__plus_01_dot_00_bar__minus_01_dot_38 loc_bar_2_bar__minus_3_bar_2_bar_30)
        (objectAtLocation Window_bar__minus_01_dot_05_bar__plus_01_dot_65_bar__plus_01_dot_23 loc_bar__minus_3_bar_3_bar_1_bar_30)
        )

        (:goal
            (and
                (exists (?r - receptacle)
                    (exists (?o - object)
                        (and
                            (coolable ?o)
                            (objectType ?o PotatoType)
                            (receptacleType ?r GarbageCanType)
                            (isCool ?o)
                            (inReceptacle ?o ?r)
                        )
                    )
                )
            )
        )
    )
    