
(define (problem plan_trial_T20250301_064356_603995)
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
        Bowl_bar__minus_01_dot_31_bar__plus_00_dot_91_bar__plus_00_dot_45 - object
        Bread_bar__minus_01_dot_26_bar__plus_00_dot_91_bar__plus_00_dot_35 - object
        ButterKnife_bar__minus_01_dot_56_bar__plus_00_dot_91_bar__plus_00_dot_20 - object
        Chair_bar__minus_01_dot_07_bar__plus_00_dot_57_bar__plus_01_dot_47 - object
        Chair_bar__minus_01_dot_71_bar__plus_00_dot_53_bar__plus_00_dot_81 - object
        Chair_bar__minus_01_dot_82_bar__plus_00_dot_76_bar__plus_01_dot_91 - object
        Cup_bar__minus_02_dot_09_bar__plus_02_dot_06_bar__plus_02_dot_47 - object
        DishSponge_bar__minus_01_dot_90_bar__plus_00_dot_78_bar__plus_00_dot_37 - object
        Fork_bar__minus_01_dot_38_bar__plus_00_dot_91_bar__plus_00_dot_21 - object
        Fork_bar__minus_01_dot_51_bar__plus_00_dot_91_bar__plus_00_dot_40 - object
        Fork_bar__minus_02_dot_82_bar__plus_00_dot_75_bar__plus_01_dot_43 - object
        Knife_bar__minus_01_dot_56_bar__plus_00_dot_91_bar__plus_00_dot_29 - object
        Ladle_bar__minus_01_dot_57_bar__plus_00_dot_91_bar__plus_00_dot_40 - object
        LightSwitch_bar__minus_01_dot_36_bar__plus_00_dot_23_bar__plus_01_dot_49 - object
        Mug_bar__minus_02_dot_66_bar__plus_01_dot_85_bar__plus_00_dot_73 - object
        Pan_bar__minus_00_dot_95_bar__plus_00_dot_95_bar__plus_00_dot_92 - object
        Pan_bar__minus_01_dot_04_bar__plus_00_dot_95_bar__plus_01_dot_28 - object
        PepperShaker_bar__minus_01_dot_77_bar__plus_00_dot_91_bar__plus_00_dot_22 - object
        Plate_bar__minus_01_dot_36_bar__plus_00_dot_91_bar__plus_00_dot_46 - object
        Plate_bar__minus_02_dot_73_bar__plus_00_dot_44_bar__plus_01_dot_95 - object
        Plate_bar__minus_02_dot_86_bar__plus_01_dot_85_bar__plus_00_dot_73 - object
        Potato_bar__minus_01_dot_31_bar__plus_00_dot_91_bar__plus_00_dot_07 - object
        Potato_bar__minus_01_dot_37_bar__plus_00_dot_91_bar__plus_00_dot_23 - object
        Pot_bar__minus_01_dot_16_bar__plus_00_dot_95_bar__plus_01_dot_02 - object
        Pot_bar__minus_01_dot_27_bar__plus_00_dot_95_bar__plus_01_dot_15 - object
        SaltShaker_bar__minus_01_dot_55_bar__plus_00_dot_91_bar__plus_00_dot_47 - object
        SaltShaker_bar__minus_01_dot_85_bar__plus_00_dot_91_bar__plus_00_dot_49 - object
        Sink_bar__minus_01_dot_04_bar__plus_01_dot_79_bar__plus_02_dot_61 - object
        SoapBottle_bar__minus_02_dot_66_bar__plus_01_dot_85_bar__plus_00_dot_75 - object
        Spoon_bar__minus_01_dot_34_bar__plus_00_dot_91_bar__plus_00_dot_22 - object
        Tomato_bar__minus_02_dot_64_bar__plus_00_dot_05_bar__plus_02_dot_03 - object
        Window_bar__minus_01_dot_75_bar__plus_00_dot_17_bar__plus_01_dot_21 - object
        Cabinet_bar__minus_01_dot_29_bar__plus_00_dot_39_bar__plus_00_dot_56 - receptacle
        Cabinet_bar__minus_02_dot_24_bar__plus_00_dot_39_bar__plus_00_dot_56 - receptacle
        Cabinet_bar__minus_02_dot_38_bar__plus_02_dot_01_bar__plus_02_dot_58 - receptacle
        Cabinet_bar__minus_02_dot_38_bar__plus_02_dot_02_bar__plus_01_dot_72 - receptacle
        Cabinet_bar__minus_02_dot_44_bar__plus_00_dot_39_bar__plus_01_dot_67 - receptacle
        Cabinet_bar__minus_02_dot_77_bar__plus_01_dot_80_bar__plus_00_dot_51 - receptacle
        Cabinet_bar__minus_02_dot_78_bar__plus_01_dot_80_bar__plus_00_dot_82 - receptacle
        Cabinet_bar__minus_02_dot_78_bar__plus_01_dot_80_bar__plus_00_dot_83 - receptacle
        CoffeeMachine_bar__minus_01_dot_00_bar_00_dot_00_bar__plus_02_dot_00 - receptacle
        CounterTop_bar__minus_01_dot_56_bar__plus_00_dot_86_bar__plus_00_dot_28 - receptacle
        Drawer_bar__minus_00_dot_40_bar__plus_00_dot_70_bar__plus_00_dot_91 - receptacle
        Drawer_bar__minus_00_dot_40_bar__plus_00_dot_70_bar__plus_01_dot_25 - receptacle
        Drawer_bar__minus_00_dot_86_bar__plus_00_dot_71_bar__plus_00_dot_42 - receptacle
        Drawer_bar__minus_01_dot_13_bar__plus_00_dot_71_bar__plus_00_dot_42 - receptacle
        Drawer_bar__minus_02_dot_59_bar__plus_00_dot_70_bar__plus_01_dot_51 - receptacle
        Fridge_bar__minus_02_dot_78_bar__plus_00_dot_00_bar__plus_02_dot_22 - receptacle
        GarbageCan_bar__minus_01_dot_50_bar_00_dot_00_bar__plus_01_dot_25 - receptacle
        Microwave_bar__minus_02_dot_80_bar__plus_00_dot_81_bar__plus_01_dot_35 - receptacle
        Sink_bar__minus_01_dot_84_bar__plus_00_dot_73_bar__plus_00_dot_34_bar_SinkBasin - receptacle
        StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__plus_01_dot_00 - receptacle
        StoveBurner_bar__minus_01_dot_45_bar__plus_00_dot_90_bar__plus_01_dot_00 - receptacle
        StoveBurner_bar__minus_01_dot_65_bar__plus_00_dot_90_bar__plus_01_dot_00 - receptacle
        StoveBurner_bar__minus_01_dot_85_bar__plus_00_dot_90_bar__plus_01_dot_00 - receptacle
        Toaster_bar__minus_01_dot_50_bar_00_dot_00_bar__plus_01_dot_50 - receptacle
        loc_bar__minus_8_bar_4_bar_1_bar_30 - location
        loc_bar__minus_8_bar_4_bar_3_bar_0 - location
        loc_bar__minus_8_bar_5_bar_3_bar_0 - location
        loc_bar__minus_8_bar_5_bar_3_bar_30 - location
        loc_bar__minus_7_bar_7_bar_3_bar__minus_30 - location
        loc_bar__minus_7_bar_7_bar_3_bar_30 - location
        loc_bar__minus_7_bar_8_bar_1_bar_30 - location
        loc_bar__minus_7_bar_9_bar_3_bar__minus_30 - location
        loc_bar__minus_7_bar_9_bar_3_bar_30 - location
        loc_bar__minus_6_bar_4_bar_3_bar_0 - location
        loc_bar__minus_6_bar_4_bar_3_bar_30 - location
        loc_bar__minus_6_bar_5_bar_0_bar_30 - location
        loc_bar__minus_6_bar_5_bar_2_bar_30 - location
        loc_bar__minus_6_bar_6_bar_2_bar_30 - location
        loc_bar__minus_6_bar_7_bar_2_bar_30 - location
        loc_bar__minus_6_bar_8_bar_2_bar_30 - location
        loc_bar__minus_6_bar_9_bar_1_bar_30 - location
        loc_bar__minus_6_bar_9_bar_2_bar_30 - location
        loc_bar__minus_5_bar_4_bar_1_bar_30 - location
        loc_bar__minus_5_bar_4_bar_2_bar_30 - location
        loc_bar__minus_5_bar_5_bar_1_bar_30 - location
        loc_bar__minus_5_bar_5_bar_2_bar_30 - location
        loc_bar__minus_5_bar_6_bar_2_bar_30 - location
        loc_bar__minus_5_bar_6_bar_2_bar_45 - location
        loc_bar__minus_4_bar_4_bar_1_bar_30 - location
        loc_bar__minus_4_bar_4_bar_2_bar_30 - location
        loc_bar__minus_4_bar_6_bar_0_bar_30 - location
        loc_bar__minus_4_bar_6_bar_2_bar_30 - location
        )

(:init
        (atLocation agent1 loc_bar__minus_6_bar_9_bar_1_bar_30)
        (receptacleType Cabinet_bar__minus_01_dot_29_bar__plus_00_dot_39_bar__plus_00_dot_56 CabinetType)
        (receptacleType Cabinet_bar__minus_02_dot_24_bar__plus_00_dot_39_bar__plus_00_dot_56 CabinetType)
        (receptacleType Cabinet_bar__minus_02_dot_38_bar__plus_02_dot_01_bar__plus_02_dot_58 CabinetType)
        (receptacleType Cabinet_bar__minus_02_dot_38_bar__plus_02_dot_02_bar__plus_01_dot_72 CabinetType)
        (receptacleType Cabinet_bar__minus_02_dot_44_bar__plus_00_dot_39_bar__plus_01_dot_67 CabinetType)
        (receptacleType Cabinet_bar__minus_02_dot_77_bar__plus_01_dot_80_bar__plus_00_dot_51 CabinetType)
        (receptacleType Cabinet_bar__minus_02_dot_78_bar__plus_01_dot_80_bar__plus_00_dot_82 CabinetType)
        (receptacleType Cabinet_bar__minus_02_dot_78_bar__plus_01_dot_80_bar__plus_00_dot_83 CabinetType)
        (receptacleType CoffeeMachine_bar__minus_01_dot_00_bar_00_dot_00_bar__plus_02_dot_00 CoffeeMachineType)
        (receptacleType CounterTop_bar__minus_01_dot_56_bar__plus_00_dot_86_bar__plus_00_dot_28 CounterTopType)
        (receptacleType Drawer_bar__minus_00_dot_40_bar__plus_00_dot_70_bar__plus_00_dot_91 DrawerType)
        (receptacleType Drawer_bar__minus_00_dot_40_bar__plus_00_dot_70_bar__plus_01_dot_25 DrawerType)
        (receptacleType Drawer_bar__minus_00_dot_86_bar__plus_00_dot_71_bar__plus_00_dot_42 DrawerType)
        (receptacleType Drawer_bar__minus_01_dot_13_bar__plus_00_dot_71_bar__plus_00_dot_42 DrawerType)
        (receptacleType Drawer_bar__minus_02_dot_59_bar__plus_00_dot_70_bar__plus_01_dot_51 DrawerType)
        (receptacleType Fridge_bar__minus_02_dot_78_bar__plus_00_dot_00_bar__plus_02_dot_22 FridgeType)
        (receptacleType GarbageCan_bar__minus_01_dot_50_bar_00_dot_00_bar__plus_01_dot_25 GarbageCanType)
        (receptacleType Microwave_bar__minus_02_dot_80_bar__plus_00_dot_81_bar__plus_01_dot_35 MicrowaveType)
        (receptacleType Sink_bar__minus_01_dot_84_bar__plus_00_dot_73_bar__plus_00_dot_34_bar_SinkBasin SinkBasinType)
        (receptacleType StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__plus_01_dot_00 StoveBurnerType)
        (receptacleType StoveBurner_bar__minus_01_dot_45_bar__plus_00_dot_90_bar__plus_01_dot_00 StoveBurnerType)
        (receptacleType StoveBurner_bar__minus_01_dot_65_bar__plus_00_dot_90_bar__plus_01_dot_00 StoveBurnerType)
        (receptacleType StoveBurner_bar__minus_01_dot_85_bar__plus_00_dot_90_bar__plus_01_dot_00 StoveBurnerType)
        (receptacleType Toaster_bar__minus_01_dot_50_bar_00_dot_00_bar__plus_01_dot_50 ToasterType)
        (objectType Bowl_bar__minus_01_dot_31_bar__plus_00_dot_91_bar__plus_00_dot_45 BowlType)
        (objectType Bread_bar__minus_01_dot_26_bar__plus_00_dot_91_bar__plus_00_dot_35 BreadType)
        (objectType ButterKnife_bar__minus_01_dot_56_bar__plus_00_dot_91_bar__plus_00_dot_20 ButterKnifeType)
        (objectType Chair_bar__minus_01_dot_07_bar__plus_00_dot_57_bar__plus_01_dot_47 ChairType)
        (objectType Chair_bar__minus_01_dot_71_bar__plus_00_dot_53_bar__plus_00_dot_81 ChairType)
        (objectType Chair_bar__minus_01_dot_82_bar__plus_00_dot_76_bar__plus_01_dot_91 ChairType)
        (objectType Cup_bar__minus_02_dot_09_bar__plus_02_dot_06_bar__plus_02_dot_47 CupType)
        (objectType DishSponge_bar__minus_01_dot_90_bar__plus_00_dot_78_bar__plus_00_dot_37 DishSpongeType)
        (objectType Fork_bar__minus_01_dot_38_bar__plus_00_dot_91_bar__plus_00_dot_21 ForkType)
        (objectType Fork_bar__minus_01_dot_51_bar__plus_00_dot_91_bar__plus_00_dot_40 ForkType)
        (objectType Fork_bar__minus_02_dot_82_bar__plus_00_dot_75_bar__plus_01_dot_43 ForkType)
        (objectType Knife_bar__minus_01_dot_56_bar__plus_00_dot_91_bar__plus_00_dot_29 KnifeType)
        (objectType Ladle_bar__minus_01_dot_57_bar__plus_00_dot_91_bar__plus_00_dot_40 LadleType)
        (objectType LightSwitch_bar__minus_01_dot_36_bar__plus_00_dot_23_bar__plus_01_dot_49 LightSwitchType)
        (objectType Mug_bar__minus_02_dot_66_bar__plus_01_dot_85_bar__plus_00_dot_73 MugType)
        (objectType Pan_bar__minus_00_dot_95_bar__plus_00_dot_95_bar__plus_00_dot_92 PanType)
        (objectType Pan_bar__minus_01_dot_04_bar__plus_00_dot_95_bar__plus_01_dot_28 PanType)
        (objectType PepperShaker_bar__minus_01_dot_77_bar__plus_00_dot_91_bar__plus_00_dot_22 PepperShakerType)
        (objectType Plate_bar__minus_01_dot_36_bar__plus_00_dot_91_bar__plus_00_dot_46 PlateType)
        (objectType Plate_bar__minus_02_dot_73_bar__plus_00_dot_44_bar__plus_01_dot_95 PlateType)
        (objectType Plate_bar__minus_02_dot_86_bar__plus_01_dot_85_bar__plus_00_dot_73 PlateType)
        (objectType Potato_bar__minus_01_dot_31_bar__plus_00_dot_91_bar__plus_00_dot_07 PotatoType)
        (objectType Potato_bar__minus_01_dot_37_bar__plus_00_dot_91_bar__plus_00_dot_23 PotatoType)
        (objectType Pot_bar__minus_01_dot_16_bar__plus_00_dot_95_bar__plus_01_dot_02 PotType)
        (objectType Pot_bar__minus_01_dot_27_bar__plus_00_dot_95_bar__plus_01_dot_15 PotType)
        (objectType SaltShaker_bar__minus_01_dot_55_bar__plus_00_dot_91_bar__plus_00_dot_47 SaltShakerType)
        (objectType SaltShaker_bar__minus_01_dot_85_bar__plus_00_dot_91_bar__plus_00_dot_49 SaltShakerType)
        (objectType Sink_bar__minus_01_dot_04_bar__plus_01_dot_79_bar__plus_02_dot_61 SinkType)
        (objectType SoapBottle_bar__minus_02_dot_66_bar__plus_01_dot_85_bar__plus_00_dot_75 SoapBottleType)
        (objectType Spoon_bar__minus_01_dot_34_bar__plus_00_dot_91_bar__plus_00_dot_22 SpoonType)
        (objectType Tomato_bar__minus_02_dot_64_bar__plus_00_dot_05_bar__plus_02_dot_03 TomatoType)
        (objectType Window_bar__minus_01_dot_75_bar__plus_00_dot_17_bar__plus_01_dot_21 WindowType)
        (canContain CabinetType BowlType)
        (canContain CabinetType CupType)
        (canContain CabinetType DishSpongeType)
        (canContain CabinetType LadleType)
        (canContain CabinetType MugType)
        (canContain CabinetType PanType)
        (canContain CabinetType PepperShakerType)
        (canContain CabinetType PlateType)
        (canContain CabinetType PotType)
        (canContain CabinetType SaltShakerType)
        (canContain CabinetType SoapBottleType)
        (canContain CoffeeMachineType MugType)
        (canContain CounterTopType BowlType)
        (canContain CounterTopType BreadType)
        (canContain CounterTopType ButterKnifeType)
        (canContain CounterTopType CupType)
        (canContain CounterTopType DishSpongeType)
        (canContain CounterTopType ForkType)
        (canContain CounterTopType KnifeType)
        (canContain CounterTopType LadleType)
        (canContain CounterTopType MugType)
        (canContain CounterTopType PanType)
        (canContain CounterTopType PepperShakerType)
        (canContain CounterTopType PlateType)
        (canContain CounterTopType PotType)
        (canContain CounterTopType PotatoType)
        (canContain CounterTopType SaltShakerType)
        (canContain CounterTopType SoapBottleType)
        (canContain CounterTopType SpoonType)
        (canContain CounterTopType TomatoType)
        (canContain DrawerType ButterKnifeType)
        (canContain DrawerType DishSpongeType)
        (canContain DrawerType ForkType)
        (canContain DrawerType KnifeType)
        (canContain DrawerType LadleType)
        (canContain DrawerType PepperShakerType)
        (canContain DrawerType SaltShakerType)
        (canContain DrawerType SoapBottleType)
        (canContain DrawerType SpoonType)
        (canContain FridgeType BowlType)
        (canContain FridgeType BreadType)
        (canContain FridgeType CupType)
        (canContain FridgeType MugType)
        (canContain FridgeType PanType)
        (canContain FridgeType PlateType)
        (canContain FridgeType PotType)
        (canContain FridgeType PotatoType)
        (canContain FridgeType TomatoType)
        (canContain GarbageCanType BreadType)
        (canContain GarbageCanType DishSpongeType)
        (canContain GarbageCanType PotatoType)
        (canContain GarbageCanType SoapBottleType)
        (canContain GarbageCanType TomatoType)
        (canContain MicrowaveType BowlType)
        (canContain MicrowaveType BreadType)
        (canContain MicrowaveType CupType)
        (canContain MicrowaveType MugType)
        (canContain MicrowaveType PlateType)
        (canContain MicrowaveType PotatoType)
        (canContain MicrowaveType TomatoType)
        (canContain SinkBasinType BowlType)
        (canContain SinkBasinType ButterKnifeType)
        (canContain SinkBasinType CupType)
        (canContain SinkBasinType DishSpongeType)
        (canContain SinkBasinType ForkType)
        (canContain SinkBasinType KnifeType)
        (canContain SinkBasinType LadleType)
        (canContain SinkBasinType MugType)
        (canContain SinkBasinType PanType)
        (canContain SinkBasinType PlateType)
        (canContain SinkBasinType PotType)
        (canContain SinkBasinType PotatoType)
        (canContain SinkBasinType SpoonType)
        (canContain SinkBasinType TomatoType)
        (canContain StoveBurnerType PanType)
        (canContain StoveBurnerType PotType)
        (pickupable Bowl_bar__minus_01_dot_31_bar__plus_00_dot_91_bar__plus_00_dot_45)
        (pickupable Bread_bar__minus_01_dot_26_bar__plus_00_dot_91_bar__plus_00_dot_35)
        (pickupable ButterKnife_bar__minus_01_dot_56_bar__plus_00_dot_91_bar__plus_00_dot_20)
        (pickupable Cup_bar__minus_02_dot_09_bar__plus_02_dot_06_bar__plus_02_dot_47)
        (pickupable DishSponge_bar__minus_01_dot_90_bar__plus_00_dot_78_bar__plus_00_dot_37)
        (pickupable Fork_bar__minus_01_dot_38_bar__plus_00_dot_91_bar__plus_00_dot_21)
        (pickupable Fork_bar__minus_01_dot_51_bar__plus_00_dot_91_bar__plus_00_dot_40)
        (pickupable Fork_bar__minus_02_dot_82_bar__plus_00_dot_75_bar__plus_01_dot_43)
        (pickupable Knife_bar__minus_01_dot_56_bar__plus_00_dot_91_bar__plus_00_dot_29)
        (pickupable Ladle_bar__minus_01_dot_57_bar__plus_00_dot_91_bar__plus_00_dot_40)
        (pickupable Mug_bar__minus_02_dot_66_bar__plus_01_dot_85_bar__plus_00_dot_73)
        (pickupable Pan_bar__minus_00_dot_95_bar__plus_00_dot_95_bar__plus_00_dot_92)
        (pickupable Pan_bar__minus_01_dot_04_bar__plus_00_dot_95_bar__plus_01_dot_28)
        (pickupable PepperShaker_bar__minus_01_dot_77_bar__plus_00_dot_91_bar__plus_00_dot_22)
        (pickupable Plate_bar__minus_01_dot_36_bar__plus_00_dot_91_bar__plus_00_dot_46)
        (pickupable Plate_bar__minus_02_dot_73_bar__plus_00_dot_44_bar__plus_01_dot_95)
        (pickupable Plate_bar__minus_02_dot_86_bar__plus_01_dot_85_bar__plus_00_dot_73)
        (pickupable Potato_bar__minus_01_dot_31_bar__plus_00_dot_91_bar__plus_00_dot_07)
        (pickupable Potato_bar__minus_01_dot_37_bar__plus_00_dot_91_bar__plus_00_dot_23)
        (pickupable Pot_bar__minus_01_dot_16_bar__plus_00_dot_95_bar__plus_01_dot_02)
        (pickupable Pot_bar__minus_01_dot_27_bar__plus_00_dot_95_bar__plus_01_dot_15)
        (pickupable SaltShaker_bar__minus_01_dot_55_bar__plus_00_dot_91_bar__plus_00_dot_47)
        (pickupable SaltShaker_bar__minus_01_dot_85_bar__plus_00_dot_91_bar__plus_00_dot_49)
        (pickupable SoapBottle_bar__minus_02_dot_66_bar__plus_01_dot_85_bar__plus_00_dot_75)
        (pickupable Spoon_bar__minus_01_dot_34_bar__plus_00_dot_91_bar__plus_00_dot_22)
        (pickupable Tomato_bar__minus_02_dot_64_bar__plus_00_dot_05_bar__plus_02_dot_03)
        (isReceptacleObject Bowl_bar__minus_01_dot_31_bar__plus_00_dot_91_bar__plus_00_dot_45)
        (isReceptacleObject Cup_bar__minus_02_dot_09_bar__plus_02_dot_06_bar__plus_02_dot_47)
        (isReceptacleObject Mug_bar__minus_02_dot_66_bar__plus_01_dot_85_bar__plus_00_dot_73)
        (isReceptacleObject Pan_bar__minus_00_dot_95_bar__plus_00_dot_95_bar__plus_00_dot_92)
        (isReceptacleObject Pan_bar__minus_01_dot_04_bar__plus_00_dot_95_bar__plus_01_dot_28)
        (isReceptacleObject Plate_bar__minus_01_dot_36_bar__plus_00_dot_91_bar__plus_00_dot_46)
        (isReceptacleObject Plate_bar__minus_02_dot_73_bar__plus_00_dot_44_bar__plus_01_dot_95)
        (isReceptacleObject Plate_bar__minus_02_dot_86_bar__plus_01_dot_85_bar__plus_00_dot_73)
        (isReceptacleObject Pot_bar__minus_01_dot_16_bar__plus_00_dot_95_bar__plus_01_dot_02)
        (isReceptacleObject Pot_bar__minus_01_dot_27_bar__plus_00_dot_95_bar__plus_01_dot_15)
        (openable Cabinet_bar__minus_01_dot_29_bar__plus_00_dot_39_bar__plus_00_dot_56)
        (openable Cabinet_bar__minus_02_dot_24_bar__plus_00_dot_39_bar__plus_00_dot_56)
        (openable Cabinet_bar__minus_02_dot_38_bar__plus_02_dot_01_bar__plus_02_dot_58)
        (openable Cabinet_bar__minus_02_dot_44_bar__plus_00_dot_39_bar__plus_01_dot_67)
        (openable Cabinet_bar__minus_02_dot_77_bar__plus_01_dot_80_bar__plus_00_dot_51)
        (openable Cabinet_bar__minus_02_dot_78_bar__plus_01_dot_80_bar__plus_00_dot_82)
        (openable Cabinet_bar__minus_02_dot_78_bar__plus_01_dot_80_bar__plus_00_dot_83)
        (openable Drawer_bar__minus_00_dot_40_bar__plus_00_dot_70_bar__plus_00_dot_91)
        (openable Drawer_bar__minus_00_dot_40_bar__plus_00_dot_70_bar__plus_01_dot_25)
        (openable Drawer_bar__minus_00_dot_86_bar__plus_00_dot_71_bar__plus_00_dot_42)
        (openable Drawer_bar__minus_01_dot_13_bar__plus_00_dot_71_bar__plus_00_dot_42)
        (openable Drawer_bar__minus_02_dot_59_bar__plus_00_dot_70_bar__plus_01_dot_51)
        (openable Fridge_bar__minus_02_dot_78_bar__plus_00_dot_00_bar__plus_02_dot_22)
        (openable Microwave_bar__minus_02_dot_80_bar__plus_00_dot_81_bar__plus_01_dot_35)
        (cleanable Bowl_bar__minus_01_dot_31_bar__plus_00_dot_91_bar__plus_00_dot_45)
        (cleanable ButterKnife_bar__minus_01_dot_56_bar__plus_00_dot_91_bar__plus_00_dot_20)
        (cleanable Cup_bar__minus_02_dot_09_bar__plus_02_dot_06_bar__plus_02_dot_47)
        (cleanable DishSponge_bar__minus_01_dot_90_bar__plus_00_dot_78_bar__plus_00_dot_37)
        (cleanable Fork_bar__minus_01_dot_38_bar__plus_00_dot_91_bar__plus_00_dot_21)
        (cleanable Fork_bar__minus_01_dot_51_bar__plus_00_dot_91_bar__plus_00_dot_40)
        (cleanable Fork_bar__minus_02_dot_82_bar__plus_00_dot_75_bar__plus_01_dot_43)
        (cleanable Knife_bar__minus_01_dot_56_bar__plus_00_dot_91_bar__plus_00_dot_29)
        (cleanable Ladle_bar__minus_01_dot_57_bar__plus_00_dot_91_bar__plus_00_dot_40)
        (cleanable Mug_bar__minus_02_dot_66_bar__plus_01_dot_85_bar__plus_00_dot_73)
        (cleanable Pan_bar__minus_00_dot_95_bar__plus_00_dot_95_bar__plus_00_dot_92)
        (cleanable Pan_bar__minus_01_dot_04_bar__plus_00_dot_95_bar__plus_01_dot_28)
        (cleanable Plate_bar__minus_01_dot_36_bar__plus_00_dot_91_bar__plus_00_dot_46)
        (cleanable Plate_bar__minus_02_dot_73_bar__plus_00_dot_44_bar__plus_01_dot_95)
        (cleanable Plate_bar__minus_02_dot_86_bar__plus_01_dot_85_bar__plus_00_dot_73)
        (cleanable Potato_bar__minus_01_dot_31_bar__plus_00_dot_91_bar__plus_00_dot_07)
        (cleanable Potato_bar__minus_01_dot_37_bar__plus_00_dot_91_bar__plus_00_dot_23)
        (cleanable Pot_bar__minus_01_dot_16_bar__plus_00_dot_95_bar__plus_01_dot_02)
        (cleanable Pot_bar__minus_01_dot_27_bar__plus_00_dot_95_bar__plus_01_dot_15)
        (cleanable Spoon_bar__minus_01_dot_34_bar__plus_00_dot_91_bar__plus_00_dot_22)
        (cleanable Tomato_bar__minus_02_dot_64_bar__plus_00_dot_05_bar__plus_02_dot_03)
        (heatable Bread_bar__minus_01_dot_26_bar__plus_00_dot_91_bar__plus_00_dot_35)
        (heatable Cup_bar__minus_02_dot_09_bar__plus_02_dot_06_bar__plus_02_dot_47)
        (heatable Mug_bar__minus_02_dot_66_bar__plus_01_dot_85_bar__plus_00_dot_73)
        (heatable Plate_bar__minus_01_dot_36_bar__plus_00_dot_91_bar__plus_00_dot_46)
        (heatable Plate_bar__minus_02_dot_73_bar__plus_00_dot_44_bar__plus_01_dot_95)
        (heatable Plate_bar__minus_02_dot_86_bar__plus_01_dot_85_bar__plus_00_dot_73)
        (heatable Potato_bar__minus_01_dot_31_bar__plus_00_dot_91_bar__plus_00_dot_07)
        (heatable Potato_bar__minus_01_dot_37_bar__plus_00_dot_91_bar__plus_00_dot_23)
        (heatable Tomato_bar__minus_02_dot_64_bar__plus_00_dot_05_bar__plus_02_dot_03)
        (coolable Bowl_bar__minus_01_dot_31_bar__plus_00_dot_91_bar__plus_00_dot_45)
        (coolable Bread_bar__minus_01_dot_26_bar__plus_00_dot_91_bar__plus_00_dot_35)
        (coolable Cup_bar__minus_02_dot_09_bar__plus_02_dot_06_bar__plus_02_dot_47)
        (coolable Mug_bar__minus_02_dot_66_bar__plus_01_dot_85_bar__plus_00_dot_73)
        (coolable Pan_bar__minus_00_dot_95_bar__plus_00_dot_95_bar__plus_00_dot_92)
        (coolable Pan_bar__minus_01_dot_04_bar__plus_00_dot_95_bar__plus_01_dot_28)
        (coolable Plate_bar__minus_01_dot_36_bar__plus_00_dot_91_bar__plus_00_dot_46)
        (coolable Plate_bar__minus_02_dot_73_bar__plus_00_dot_44_bar__plus_01_dot_95)
        (coolable Plate_bar__minus_02_dot_86_bar__plus_01_dot_85_bar__plus_00_dot_73)
        (coolable Potato_bar__minus_01_dot_31_bar__plus_00_dot_91_bar__plus_00_dot_07)
        (coolable Potato_bar__minus_01_dot_37_bar__plus_00_dot_91_bar__plus_00_dot_23)
        (coolable Pot_bar__minus_01_dot_16_bar__plus_00_dot_95_bar__plus_01_dot_02)
        (coolable Pot_bar__minus_01_dot_27_bar__plus_00_dot_95_bar__plus_01_dot_15)
        (coolable Tomato_bar__minus_02_dot_64_bar__plus_00_dot_05_bar__plus_02_dot_03)
        (sliceable Bread_bar__minus_01_dot_26_bar__plus_00_dot_91_bar__plus_00_dot_35)
        (sliceable Potato_bar__minus_01_dot_31_bar__plus_00_dot_91_bar__plus_00_dot_07)
        (sliceable Potato_bar__minus_01_dot_37_bar__plus_00_dot_91_bar__plus_00_dot_23)
        (sliceable Tomato_bar__minus_02_dot_64_bar__plus_00_dot_05_bar__plus_02_dot_03)
        (inReceptacle Bowl_bar__minus_01_dot_31_bar__plus_00_dot_91_bar__plus_00_dot_45 CounterTop_bar__minus_01_dot_56_bar__plus_00_dot_86_bar__plus_00_dot_28)
        (inReceptacle Bread_bar__minus_01_dot_26_bar__plus_00_dot_91_bar__plus_00_dot_35 CounterTop_bar__minus_01_dot_56_bar__plus_00_dot_86_bar__plus_00_dot_28)
        (inReceptacle ButterKnife_bar__minus_01_dot_56_bar__plus_00_dot_91_bar__plus_00_dot_20 CounterTop_bar__minus_01_dot_56_bar__plus_00_dot_86_bar__plus_00_dot_28)
        (inReceptacle Cup_bar__minus_02_dot_09_bar__plus_02_dot_06_bar__plus_02_dot_47 Cabinet_bar__minus_02_dot_38_bar__plus_02_dot_01_bar__plus_02_dot_58)
        (inReceptacle DishSponge_bar__minus_01_dot_90_bar__plus_00_dot_78_bar__plus_00_dot_37 Sink_bar__minus_01_dot_84_bar__plus_00_dot_73_bar__plus_00_dot_34_bar_SinkBasin)
        (inReceptacle Fork_bar__minus_01_dot_38_bar__plus_00_dot_91_bar__plus_00_dot_21 CounterTop_bar__minus_01_dot_56_bar__plus_00_dot_86_bar__plus_00_dot_28)
        (inReceptacle Fork_bar__minus_01_dot_51_bar__plus_00_dot_91_bar__plus_00_dot_40 CounterTop_bar__minus_01_dot_56_bar__plus_00_dot_86_bar__plus_00_dot_28)
        (inReceptacle Fork_bar__minus_02_dot_82_bar__plus_00_dot_75_bar__plus_01_dot_43 Drawer_bar__minus_02_dot_59_bar__plus_00_dot_70_bar__plus_01_dot_51)
        (inReceptacle Knife_bar__minus_01_dot_56_bar__plus_00_dot_91_bar__plus_00_dot_29 CounterTop_bar__minus_01_dot_56_bar__plus_00_dot_86_bar__plus_00_dot_28)
        (inReceptacle Ladle_bar__minus_01_dot_57_bar__plus_00_dot_91_bar__plus_00_dot_40 CounterTop_bar__minus_01_dot_56_bar__plus_00_dot_86_bar__plus_00_dot_28)
        (inReceptacle Mug_bar__minus_02_dot_66_bar__plus_01_dot_85_bar__plus_00_dot_73 Cabinet_bar__minus_02_dot_78_bar__plus_01_dot_80_bar__plus_00_dot_82)
        (inReceptacle Pan_bar__minus_00_dot_95_bar__plus_00_dot_95_bar__plus_00_dot_92 StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__plus_01_dot_00)
        (inReceptacle Pan_bar__minus_01_dot_04_bar__plus_00_dot_95_bar__plus_01_dot_28 StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__plus_01_dot_00)
        (inReceptacle PepperShaker_bar__minus_01_dot_77_bar__plus_00_dot_91_bar__plus_00_dot_22 CounterTop_bar__minus_01_dot_56_bar__plus_00_dot_86_bar__plus_00_dot_28)
        (inReceptacle Plate_bar__minus_01_dot_36_bar__plus_00_dot_91_bar__plus_00_dot_46 CounterTop_bar__minus_01_dot_56_bar__plus_00_dot_86_bar__plus_00_dot_28)
        (inReceptacle Plate_bar__minus_02_dot_73_bar__plus_00_dot_44_bar__plus_01_dot_95 Cabinet_bar__minus_02_dot_44_bar__plus_00_dot_39_bar__plus_01_dot_67)
        (inReceptacle Plate_bar__minus_02_dot_86_bar__plus_01_dot_85_bar__plus_00_dot_73 Cabinet_bar__minus_02_dot_78_bar__plus_01_dot_80_bar__plus_00_dot_83)
        (inReceptacle Potato_bar__minus_01_dot_31_bar__plus_00_dot_91_bar__plus_00_dot_07 CounterTop_bar__minus_01_dot_56_bar__plus_00_dot_86_bar__plus_00_dot_28)
        (inReceptacle Potato_bar__minus_01_dot_37_bar__plus_00_dot_91_bar__plus_00_dot_23 CounterTop_bar__minus_01_dot_56_bar__plus_00_dot_86_bar__plus_00_dot_28)
        (inReceptacle Pot_bar__minus_01_dot_16_bar__plus_00_dot_95_bar__plus_01_dot_02 StoveBurner_bar__minus_01_dot_45_bar__plus_00_dot_90_bar__plus_01_dot_00)
        (inReceptacle Pot_bar__minus_01_dot_27_bar__plus_00_dot_95_bar__plus_01_dot_15 StoveBurner_bar__minus_01_dot_45_bar__plus_00_dot_90_bar__plus_01_dot_00)
        (inReceptacle SaltShaker_bar__minus_01_dot_55_bar__plus_00_dot_91_bar__plus_00_dot_47 CounterTop_bar__minus_01_dot_56_bar__plus_00_dot_86_bar__plus_00_dot_28)
        (inReceptacle SaltShaker_bar__minus_01_dot_85_bar__plus_00_dot_91_bar__plus_00_dot_49 CounterTop_bar__minus_01_dot_56_bar__plus_00_dot_86_bar__plus_00_dot_28)
        (inReceptacle SoapBottle_bar__minus_02_dot_66_bar__plus_01_dot_85_bar__plus_00_dot_75 Cabinet_bar__minus_02_dot_77_bar__plus_01_dot_80_bar__plus_00_dot_51)
        (inReceptacle Spoon_bar__minus_01_dot_34_bar__plus_00_dot_91_bar__plus_00_dot_22 CounterTop_bar__minus_01_dot_56_bar__plus_00_dot_86_bar__plus_00_dot_28)
        (inReceptacle Tomato_bar__minus_02_dot_64_bar__plus_00_dot_05_bar__plus_02_dot_03 Fridge_bar__minus_02_dot_78_bar__plus_00_dot_00_bar__plus_02_dot_22)
        (receptacleAtLocation Cabinet_bar__minus_01_dot_29_bar__plus_00_dot_39_bar__plus_00_dot_56 loc_bar__minus_4_bar_6_bar_2_bar_30)
        (receptacleAtLocation Cabinet_bar__minus_02_dot_24_bar__plus_00_dot_39_bar__plus_00_dot_56 loc_bar__minus_6_bar_6_bar_2_bar_30)
        (receptacleAtLocation Cabinet_bar__minus_02_dot_38_bar__plus_02_dot_01_bar__plus_02_dot_58 loc_bar__minus_7_bar_9_bar_3_bar__minus_30)
        (receptacleAtLocation Cabinet_bar__minus_02_dot_38_bar__plus_02_dot_02_bar__plus_01_dot_72 loc_bar__minus_7_bar_7_bar_3_bar__minus_30)
        (receptacleAtLocation Cabinet_bar__minus_02_dot_44_bar__plus_00_dot_39_bar__plus_01_dot_67 loc_bar__minus_6_bar_4_bar_3_bar_30)
        (receptacleAtLocation Cabinet_bar__minus_02_dot_77_bar__plus_01_dot_80_bar__plus_00_dot_51 loc_bar__minus_6_bar_4_bar_3_bar_0)
        (receptacleAtLocation Cabinet_bar__minus_02_dot_78_bar__plus_01_dot_80_bar__plus_00_dot_82 loc_bar__minus_8_bar_4_bar_3_bar_0)
        (receptacleAtLocation Cabinet_bar__minus_02_dot_78_bar__plus_01_dot_80_bar__plus_00_dot_83 loc_bar__minus_8_bar_5_bar_3_bar_0)
        (receptacleAtLocation CoffeeMachine_bar__minus_01_dot_00_bar_00_dot_00_bar__plus_02_dot_00 loc_bar__minus_4_bar_6_bar_0_bar_30)
        (receptacleAtLocation CounterTop_bar__minus_01_dot_56_bar__plus_00_dot_86_bar__plus_00_dot_28 loc_bar__minus_4_bar_4_bar_2_bar_30)
        (receptacleAtLocation Drawer_bar__minus_00_dot_40_bar__plus_00_dot_70_bar__plus_00_dot_91 loc_bar__minus_5_bar_5_bar_1_bar_30)
        (receptacleAtLocation Drawer_bar__minus_00_dot_40_bar__plus_00_dot_70_bar__plus_01_dot_25 loc_bar__minus_5_bar_4_bar_1_bar_30)
        (receptacleAtLocation Drawer_bar__minus_00_dot_86_bar__plus_00_dot_71_bar__plus_00_dot_42 loc_bar__minus_5_bar_5_bar_2_bar_30)
        (receptacleAtLocation Drawer_bar__minus_01_dot_13_bar__plus_00_dot_71_bar__plus_00_dot_42 loc_bar__minus_6_bar_5_bar_2_bar_30)
        (receptacleAtLocation Drawer_bar__minus_02_dot_59_bar__plus_00_dot_70_bar__plus_01_dot_51 loc_bar__minus_7_bar_7_bar_3_bar_30)
        (receptacleAtLocation Fridge_bar__minus_02_dot_78_bar__plus_00_dot_00_bar__plus_02_dot_22 loc_bar__minus_7_bar_9_bar_3_bar_30)
        (receptacleAtLocation GarbageCan_bar__minus_01_dot_50_bar_00_dot_00_bar__plus_01_dot_25 loc_bar__minus_6_bar_7_bar_2_bar_30)
        (receptacleAtLocation Microwave_bar__minus_02_dot_80_bar__plus_00_dot_81_bar__plus_01_dot_35 loc_bar__minus_8_bar_5_bar_3_bar_30)
        (receptacleAtLocation Sink_bar__minus_01_dot_84_bar__plus_00_dot_73_bar__plus_00_dot_34_bar_SinkBasin loc_bar__minus_6_bar_5_bar_2_bar_30)
        (receptacleAtLocation StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__plus_01_dot_00 loc_bar__minus_5_bar_6_bar_2_bar_30)
        (receptacleAtLocation StoveBurner_bar__minus_01_dot_45_bar__plus_00_dot_90_bar__plus_01_dot_00 loc_bar__minus_5_bar_6_bar_2_bar_30)
        (receptacleAtLocation StoveBurner_bar__minus_01_dot_65_bar__plus_00_dot_90_bar__plus_01_dot_00 loc_bar__minus_5_bar_6_bar_2_bar_45)
        (receptacleAtLocation StoveBurner_bar__minus_01_dot_85_bar__plus_00_dot_90_bar__plus_01_dot_00 loc_bar__minus_5_bar_6_bar_2_bar_45)
        (receptacleAtLocation Toaster_bar__minus_01_dot_50_bar_00_dot_00_bar__plus_01_dot_50 loc_bar__minus_6_bar_8_bar_2_bar_30)
        (objectAtLocation Bowl_bar__minus_01_dot_31_bar__plus_00_dot_91_bar__plus_00_dot_45 loc_bar__minus_4_bar_4_bar_2_bar_30)
        (objectAtLocation Bread_bar__minus_01_dot_26_bar__plus_00_dot_91_bar__plus_00_dot_35 loc_bar__minus_4_bar_4_bar_2_bar_30)
        (objectAtLocation ButterKnife_bar__minus_01_dot_56_bar__plus_00_dot_91_bar__plus_00_dot_20 loc_bar__minus_4_bar_4_bar_2_bar_30)
        (objectAtLocation Chair_bar__minus_01_dot_07_bar__plus_00_dot_57_bar__plus_01_dot_47 loc_bar__minus_5_bar_4_bar_2_bar_30)
        (objectAtLocation Chair_bar__minus_01_dot_71_bar__plus_00_dot_53_bar__plus_00_dot_81 loc_bar__minus_8_bar_4_bar_1_bar_30)
        (objectAtLocation Chair_bar__minus_01_dot_82_bar__plus_00_dot_76_bar__plus_01_dot_91 loc_bar__minus_7_bar_8_bar_1_bar_30)
        (objectAtLocation Cup_bar__minus_02_dot_09_bar__plus_02_dot_06_bar__plus_02_dot_47 loc_bar__minus_7_bar_9_bar_3_bar__minus_30)
        (objectAtLocation DishSponge_bar__minus_01_dot_90_bar__plus_00_dot_78_bar__plus_00_dot_37 loc_bar__minus_6_bar_5_bar_2_bar_30)
        (objectAtLocation Fork_bar__minus_01_dot_38_bar__plus_00_dot_91_bar__plus_00_dot_21 loc_bar__minus_4_bar_4_bar_2_bar_30)
        (objectAtLocation Fork_bar__minus_01_dot_51_bar__plus_00_dot_91_bar__plus_00_dot_40 loc_bar__minus_4_bar_4_bar_2_bar_30)
        (objectAtLocation Fork_bar__minus_02_dot_82_bar__plus_00_dot_75_bar__plus_01_dot_43 loc_bar__minus_7_bar_7_bar_3_bar_30)
        (objectAtLocation Knife_bar__minus_01_dot_56_bar__plus_00_dot_91_bar__plus_00_dot_29 loc_bar__minus_4_bar_4_bar_2_bar_30)
        (objectAtLocation Ladle_bar__minus_01_dot_57_bar__plus_00_dot_91_bar__plus_00_dot_40 loc_bar__minus_4_bar_4_bar_2_bar_30)
        (objectAtLocation LightSwitch_bar__minus_01_dot_36_bar__plus_00_dot_23_bar__plus_01_dot_49 loc_bar__minus_4_bar_4_bar_1_bar_30)
        (objectAtLocation Mug_bar__minus_02_dot_66_bar__plus_01_dot_85_bar__plus_00_dot_73 loc_bar__minus_8_bar_4_bar_3_bar_0)
        (objectAtLocation Pan_bar__minus_00_dot_95_bar__plus_00_dot_95_bar__plus_00_dot_92 loc_bar__minus_5_bar_6_bar_2_bar_30)
        (objectAtLocation Pan_bar__minus_01_dot_04_bar__plus_00_dot_95_bar__plus_01_dot_28 loc_bar__minus_5_bar_6_bar_2_bar_30)
        (objectAtLocation PepperShaker_bar__minus_01_dot_77_bar__plus_00_dot_91_bar__plus_00_dot_22 loc_bar__minus_4_bar_4_bar_2_bar_30)
        (objectAtLocation Plate_bar__minus_01_dot_36_bar__plus_00_dot_91_bar__plus_00_dot_46 loc_bar__minus_4_bar_4_bar_2_bar_30)
        (objectAtLocation Plate_bar__minus_02_dot_73_bar__plus_00_dot_44_bar__plus_01_dot_95 loc_bar__minus_6_bar_4_bar_3_bar_30)
        (objectAtLocation Plate_bar__minus_02_dot_86_bar__plus_01_dot_85_bar__plus_00_dot_73 loc_bar__minus_8_bar_5_bar_3_bar_0)
        (objectAtLocation Potato_bar__minus_01_dot_31_bar__plus_00_dot_91_bar__plus_00_dot_07 loc_bar__minus_4_bar_4_bar_2_bar_30)
        (objectAtLocation Potato_bar__minus_01_dot_37_bar__plus_00_dot_91_bar__plus_00_dot_23 loc_bar__minus_4_bar_4_bar_2_bar_30)
        (objectAtLocation Pot_bar__minus_01_dot_16_bar__plus_00_dot_95_bar__plus_01_dot_02 loc_bar__minus_5_bar_6_bar_2_bar_30)
        (objectAtLocation Pot_bar__minus_01_dot_27_bar__plus_00_dot_95_bar__plus_01_dot_15 loc_bar__minus_5_bar_6_bar_2_bar_30)
        (objectAtLocation SaltShaker_bar__minus_01_dot_55_bar__plus_00_dot_91_bar__plus_00_dot_47 loc_bar__minus_4_bar_4_bar_2_bar_30)
        (objectAtLocation SaltShaker_bar__minus_01_dot_85_bar__plus_00_dot_91_bar__plus_00_dot_49 loc_bar__minus_4_bar_4_bar_2_bar_30)
        (objectAtLocation Sink_bar__minus_01_dot_04_bar__plus_01_dot_79_bar__plus_02_dot_61 loc_bar__minus_6_bar_9_bar_2_bar_30)
        (objectAtLocation SoapBottle_bar__minus_02_dot_66_bar__plus_01_dot_85_bar__plus_00_dot_75 loc_bar__minus_6_bar_4_bar_3_bar_0)
        (objectAtLocation Spoon_bar__minus_01_dot_34_bar__plus_00_dot_91_bar__plus_00_dot_22 loc_bar__minus_4_bar_4_bar_2_bar_30)
        (objectAtLocation Tomato_bar__minus_02_dot_64_bar__plus_00_dot_05_bar__plus_02_dot_03 loc_bar__minus_7_bar_9_bar_3_bar_30)
        (objectAtLocation Window_bar__minus_01_dot_75_bar__plus_00_dot_17_bar__plus_01_dot_21 loc_bar__minus_6_bar_5_bar_0_bar_30)
        )

        (:goal
            (and
                (exists (?r - receptacle)
                    (exists (?o - object)
                        (and
                            (heatable ?o)
                            (objectType ?o BreadType)
                            (receptacleType ?r CounterTopType)
                            (isHot ?o)
                            (inReceptacle ?o ?r)
                        )
                    )
                )
            )
        )
    )
    