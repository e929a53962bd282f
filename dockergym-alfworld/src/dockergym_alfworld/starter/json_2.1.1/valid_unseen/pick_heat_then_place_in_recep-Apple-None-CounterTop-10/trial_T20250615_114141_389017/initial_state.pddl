
(define (problem plan_trial_T20250615_114141_389017)
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
        Apple_bar__minus_00_dot_65_bar__plus_00_dot_98_bar__minus_00_dot_54 - object
        Bowl_bar__plus_00_dot_69_bar__plus_00_dot_05_bar__plus_01_dot_07 - object
        Bowl_bar__plus_00_dot_85_bar__plus_00_dot_53_bar__minus_01_dot_73 - object
        Bread_bar__plus_00_dot_71_bar__plus_01_dot_00_bar__minus_00_dot_23 - object
        Bread_bar__plus_00_dot_85_bar__plus_01_dot_00_bar__minus_02_dot_04 - object
        Bread_bar__plus_00_dot_91_bar__plus_01_dot_00_bar__minus_02_dot_27 - object
        ButterKnife_bar__plus_00_dot_47_bar__plus_00_dot_32_bar__minus_00_dot_82 - object
        ButterKnife_bar__plus_01_dot_10_bar__plus_01_dot_00_bar__minus_00_dot_04 - object
        CellPhone_bar__plus_00_dot_62_bar__plus_00_dot_32_bar__minus_00_dot_51 - object
        CellPhone_bar__plus_00_dot_92_bar__plus_01_dot_00_bar__minus_00_dot_28 - object
        Chair_bar__minus_02_dot_21_bar__plus_00_dot_08_bar__plus_00_dot_76 - object
        Chair_bar__minus_02_dot_61_bar__plus_00_dot_62_bar__minus_00_dot_91 - object
        Chair_bar__minus_03_dot_40_bar__plus_00_dot_83_bar__minus_01_dot_10 - object
        DishSponge_bar__plus_00_dot_49_bar__plus_00_dot_53_bar__minus_01_dot_85 - object
        DishSponge_bar__plus_00_dot_86_bar__plus_00_dot_53_bar__plus_00_dot_02 - object
        DishSponge_bar__minus_00_dot_69_bar__plus_00_dot_05_bar__plus_00_dot_81 - object
        Egg_bar__plus_00_dot_87_bar__plus_00_dot_05_bar__plus_01_dot_50 - object
        Fork_bar__plus_00_dot_38_bar__plus_00_dot_81_bar__minus_00_dot_62 - object
        Knife_bar__plus_01_dot_15_bar__plus_01_dot_00_bar__minus_00_dot_44 - object
        Lettuce_bar__minus_01_dot_28_bar__plus_01_dot_02_bar__minus_00_dot_48 - object
        LightSwitch_bar__minus_03_dot_61_bar__plus_00_dot_66_bar__plus_01_dot_75 - object
        PaperTowelRoll_bar__plus_00_dot_83_bar__plus_01_dot_00_bar__plus_00_dot_05 - object
        PepperShaker_bar__plus_00_dot_45_bar__plus_00_dot_53_bar__minus_01_dot_62 - object
        PepperShaker_bar__plus_00_dot_79_bar__plus_01_dot_00_bar__minus_00_dot_49 - object
        Plate_bar__minus_01_dot_53_bar__plus_01_dot_02_bar__minus_00_dot_81 - object
        SaltShaker_bar__plus_00_dot_40_bar__plus_00_dot_60_bar__minus_00_dot_66 - object
        SaltShaker_bar__minus_01_dot_63_bar__plus_00_dot_59_bar__plus_02_dot_45 - object
        SoapBottle_bar__plus_00_dot_62_bar__plus_00_dot_53_bar__minus_00_dot_05 - object
        SoapBottle_bar__minus_00_dot_80_bar__plus_00_dot_05_bar__plus_00_dot_37 - object
        Spatula_bar__plus_01_dot_09_bar__plus_01_dot_00_bar__minus_01_dot_84 - object
        Spoon_bar__plus_01_dot_21_bar__plus_01_dot_00_bar__minus_00_dot_09 - object
        Spoon_bar__minus_00_dot_79_bar__plus_00_dot_98_bar__minus_00_dot_58 - object
        Spoon_bar__minus_00_dot_86_bar__plus_00_dot_98_bar__minus_00_dot_48 - object
        Statue_bar__plus_00_dot_64_bar__plus_01_dot_00_bar__minus_01_dot_86 - object
        Statue_bar__minus_01_dot_42_bar__plus_00_dot_59_bar__plus_02_dot_94 - object
        Statue_bar__minus_01_dot_43_bar__plus_00_dot_92_bar__plus_02_dot_43 - object
        Vase_bar__plus_00_dot_65_bar__plus_00_dot_53_bar__plus_00_dot_03 - object
        Vase_bar__minus_01_dot_30_bar__plus_01_dot_02_bar__minus_00_dot_57 - object
        Cabinet_bar__plus_00_dot_65_bar__plus_00_dot_48_bar__plus_00_dot_24 - receptacle
        Cabinet_bar__plus_00_dot_65_bar__plus_00_dot_48_bar__minus_01_dot_72 - receptacle
        Cabinet_bar__plus_00_dot_95_bar__plus_02_dot_16_bar__minus_02_dot_38 - receptacle
        CoffeeMachine_bar__minus_03_dot_00_bar_00_dot_00_bar__plus_01_dot_25 - receptacle
        CounterTop_bar__plus_00_dot_93_bar__plus_00_dot_95_bar__minus_00_dot_21 - receptacle
        CounterTop_bar__plus_00_dot_93_bar__plus_00_dot_95_bar__minus_02_dot_05 - receptacle
        CounterTop_bar__minus_01_dot_24_bar__plus_00_dot_97_bar__minus_00_dot_64 - receptacle
        Drawer_bar__plus_00_dot_64_bar__plus_00_dot_27_bar__minus_00_dot_65 - receptacle
        Drawer_bar__plus_00_dot_64_bar__plus_00_dot_55_bar__minus_00_dot_65 - receptacle
        Drawer_bar__plus_00_dot_64_bar__plus_00_dot_76_bar__minus_00_dot_65 - receptacle
        Fridge_bar__plus_00_dot_97_bar__plus_00_dot_00_bar__plus_01_dot_25 - receptacle
        GarbageCan_bar__minus_00_dot_95_bar__plus_00_dot_00_bar__plus_00_dot_58 - receptacle
        Microwave_bar__plus_01_dot_04_bar__plus_01_dot_68_bar__minus_01_dot_30 - receptacle
        Shelf_bar__minus_01_dot_69_bar__plus_00_dot_16_bar__plus_02_dot_72 - receptacle
        Shelf_bar__minus_01_dot_69_bar__plus_00_dot_54_bar__plus_02_dot_72 - receptacle
        Shelf_bar__minus_01_dot_69_bar__plus_00_dot_87_bar__plus_02_dot_72 - receptacle
        Sink_bar__minus_00_dot_70_bar__plus_00_dot_93_bar__minus_00_dot_65_bar_SinkBasin - receptacle
        StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_01_dot_65 - receptacle
        StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_01_dot_85 - receptacle
        StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_02_dot_05 - receptacle
        StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_02_dot_25 - receptacle
        Toaster_bar__minus_04_dot_00_bar_00_dot_00_bar__plus_01_dot_00 - receptacle
        loc_bar__minus_14_bar__minus_4_bar_2_bar_30 - location
        loc_bar__minus_14_bar_4_bar_3_bar_30 - location
        loc_bar__minus_14_bar_5_bar_1_bar_30 - location
        loc_bar__minus_13_bar_5_bar_0_bar_30 - location
        loc_bar__minus_11_bar__minus_4_bar_2_bar_30 - location
        loc_bar__minus_11_bar_4_bar_0_bar_30 - location
        loc_bar__minus_9_bar_6_bar_0_bar_30 - location
        loc_bar__minus_9_bar_7_bar_0_bar_30 - location
        loc_bar__minus_8_bar_2_bar_3_bar_30 - location
        loc_bar__minus_6_bar_6_bar_0_bar_30 - location
        loc_bar__minus_4_bar_9_bar_1_bar_30 - location
        loc_bar__minus_4_bar_9_bar_1_bar_45 - location
        loc_bar__minus_3_bar__minus_8_bar_0_bar_30 - location
        loc_bar__minus_1_bar_3_bar_1_bar_30 - location
        loc_bar_0_bar__minus_8_bar_1_bar_30 - location
        loc_bar_0_bar__minus_6_bar_0_bar_30 - location
        loc_bar_0_bar__minus_4_bar_1_bar_30 - location
        loc_bar_0_bar__minus_3_bar_3_bar_30 - location
        loc_bar_0_bar_4_bar_3_bar_30 - location
        loc_bar_0_bar_5_bar_1_bar_0 - location
        loc_bar_1_bar__minus_8_bar_1_bar__minus_30 - location
        loc_bar_1_bar__minus_8_bar_1_bar_30 - location
        loc_bar_1_bar__minus_5_bar_1_bar_0 - location
        loc_bar_1_bar__minus_1_bar_1_bar_30 - location
        )

(:init
        (atLocation agent1 loc_bar__minus_11_bar_4_bar_0_bar_30)
        (receptacleType Cabinet_bar__plus_00_dot_65_bar__plus_00_dot_48_bar__plus_00_dot_24 CabinetType)
        (receptacleType Cabinet_bar__plus_00_dot_65_bar__plus_00_dot_48_bar__minus_01_dot_72 CabinetType)
        (receptacleType Cabinet_bar__plus_00_dot_95_bar__plus_02_dot_16_bar__minus_02_dot_38 CabinetType)
        (receptacleType CoffeeMachine_bar__minus_03_dot_00_bar_00_dot_00_bar__plus_01_dot_25 CoffeeMachineType)
        (receptacleType CounterTop_bar__plus_00_dot_93_bar__plus_00_dot_95_bar__minus_00_dot_21 CounterTopType)
        (receptacleType CounterTop_bar__plus_00_dot_93_bar__plus_00_dot_95_bar__minus_02_dot_05 CounterTopType)
        (receptacleType CounterTop_bar__minus_01_dot_24_bar__plus_00_dot_97_bar__minus_00_dot_64 CounterTopType)
        (receptacleType Drawer_bar__plus_00_dot_64_bar__plus_00_dot_27_bar__minus_00_dot_65 DrawerType)
        (receptacleType Drawer_bar__plus_00_dot_64_bar__plus_00_dot_55_bar__minus_00_dot_65 DrawerType)
        (receptacleType Drawer_bar__plus_00_dot_64_bar__plus_00_dot_76_bar__minus_00_dot_65 DrawerType)
        (receptacleType Fridge_bar__plus_00_dot_97_bar__plus_00_dot_00_bar__plus_01_dot_25 FridgeType)
        (receptacleType GarbageCan_bar__minus_00_dot_95_bar__plus_00_dot_00_bar__plus_00_dot_58 GarbageCanType)
        (receptacleType Microwave_bar__plus_01_dot_04_bar__plus_01_dot_68_bar__minus_01_dot_30 MicrowaveType)
        (receptacleType Shelf_bar__minus_01_dot_69_bar__plus_00_dot_16_bar__plus_02_dot_72 ShelfType)
        (receptacleType Shelf_bar__minus_01_dot_69_bar__plus_00_dot_54_bar__plus_02_dot_72 ShelfType)
        (receptacleType Shelf_bar__minus_01_dot_69_bar__plus_00_dot_87_bar__plus_02_dot_72 ShelfType)
        (receptacleType Sink_bar__minus_00_dot_70_bar__plus_00_dot_93_bar__minus_00_dot_65_bar_SinkBasin SinkBasinType)
        (receptacleType StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_01_dot_65 StoveBurnerType)
        (receptacleType StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_01_dot_85 StoveBurnerType)
        (receptacleType StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_02_dot_05 StoveBurnerType)
        (receptacleType StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_02_dot_25 StoveBurnerType)
        (receptacleType Toaster_bar__minus_04_dot_00_bar_00_dot_00_bar__plus_01_dot_00 ToasterType)
        (objectType Apple_bar__minus_00_dot_65_bar__plus_00_dot_98_bar__minus_00_dot_54 AppleType)
        (objectType Bowl_bar__plus_00_dot_69_bar__plus_00_dot_05_bar__plus_01_dot_07 BowlType)
        (objectType Bowl_bar__plus_00_dot_85_bar__plus_00_dot_53_bar__minus_01_dot_73 BowlType)
        (objectType Bread_bar__plus_00_dot_71_bar__plus_01_dot_00_bar__minus_00_dot_23 BreadType)
        (objectType Bread_bar__plus_00_dot_85_bar__plus_01_dot_00_bar__minus_02_dot_04 BreadType)
        (objectType Bread_bar__plus_00_dot_91_bar__plus_01_dot_00_bar__minus_02_dot_27 BreadType)
        (objectType ButterKnife_bar__plus_00_dot_47_bar__plus_00_dot_32_bar__minus_00_dot_82 ButterKnifeType)
        (objectType ButterKnife_bar__plus_01_dot_10_bar__plus_01_dot_00_bar__minus_00_dot_04 ButterKnifeType)
        (objectType CellPhone_bar__plus_00_dot_62_bar__plus_00_dot_32_bar__minus_00_dot_51 CellPhoneType)
        (objectType CellPhone_bar__plus_00_dot_92_bar__plus_01_dot_00_bar__minus_00_dot_28 CellPhoneType)
        (objectType Chair_bar__minus_02_dot_21_bar__plus_00_dot_08_bar__plus_00_dot_76 ChairType)
        (objectType Chair_bar__minus_02_dot_61_bar__plus_00_dot_62_bar__minus_00_dot_91 ChairType)
        (objectType Chair_bar__minus_03_dot_40_bar__plus_00_dot_83_bar__minus_01_dot_10 ChairType)
        (objectType DishSponge_bar__plus_00_dot_49_bar__plus_00_dot_53_bar__minus_01_dot_85 DishSpongeType)
        (objectType DishSponge_bar__plus_00_dot_86_bar__plus_00_dot_53_bar__plus_00_dot_02 DishSpongeType)
        (objectType DishSponge_bar__minus_00_dot_69_bar__plus_00_dot_05_bar__plus_00_dot_81 DishSpongeType)
        (objectType Egg_bar__plus_00_dot_87_bar__plus_00_dot_05_bar__plus_01_dot_50 EggType)
        (objectType Fork_bar__plus_00_dot_38_bar__plus_00_dot_81_bar__minus_00_dot_62 ForkType)
        (objectType Knife_bar__plus_01_dot_15_bar__plus_01_dot_00_bar__minus_00_dot_44 KnifeType)
        (objectType Lettuce_bar__minus_01_dot_28_bar__plus_01_dot_02_bar__minus_00_dot_48 LettuceType)
        (objectType LightSwitch_bar__minus_03_dot_61_bar__plus_00_dot_66_bar__plus_01_dot_75 LightSwitchType)
        (objectType PaperTowelRoll_bar__plus_00_dot_83_bar__plus_01_dot_00_bar__plus_00_dot_05 PaperTowelRollType)
        (objectType PepperShaker_bar__plus_00_dot_45_bar__plus_00_dot_53_bar__minus_01_dot_62 PepperShakerType)
        (objectType PepperShaker_bar__plus_00_dot_79_bar__plus_01_dot_00_bar__minus_00_dot_49 PepperShakerType)
        (objectType Plate_bar__minus_01_dot_53_bar__plus_01_dot_02_bar__minus_00_dot_81 PlateType)
        (objectType SaltShaker_bar__plus_00_dot_40_bar__plus_00_dot_60_bar__minus_00_dot_66 SaltShakerType)
        (objectType SaltShaker_bar__minus_01_dot_63_bar__plus_00_dot_59_bar__plus_02_dot_45 SaltShakerType)
        (objectType SoapBottle_bar__plus_00_dot_62_bar__plus_00_dot_53_bar__minus_00_dot_05 SoapBottleType)
        (objectType SoapBottle_bar__minus_00_dot_80_bar__plus_00_dot_05_bar__plus_00_dot_37 SoapBottleType)
        (objectType Spatula_bar__plus_01_dot_09_bar__plus_01_dot_00_bar__minus_01_dot_84 SpatulaType)
        (objectType Spoon_bar__plus_01_dot_21_bar__plus_01_dot_00_bar__minus_00_dot_09 SpoonType)
        (objectType Spoon_bar__minus_00_dot_79_bar__plus_00_dot_98_bar__minus_00_dot_58 SpoonType)
        (objectType Spoon_bar__minus_00_dot_86_bar__plus_00_dot_98_bar__minus_00_dot_48 SpoonType)
        (objectType Statue_bar__plus_00_dot_64_bar__plus_01_dot_00_bar__minus_01_dot_86 StatueType)
        (objectType Statue_bar__minus_01_dot_42_bar__plus_00_dot_59_bar__plus_02_dot_94 StatueType)
        (objectType Statue_bar__minus_01_dot_43_bar__plus_00_dot_92_bar__plus_02_dot_43 StatueType)
        (objectType Vase_bar__plus_00_dot_65_bar__plus_00_dot_53_bar__plus_00_dot_03 VaseType)
        (objectType Vase_bar__minus_01_dot_30_bar__plus_01_dot_02_bar__minus_00_dot_57 VaseType)
        (canContain CabinetType BowlType)
        (canContain CabinetType DishSpongeType)
        (canContain CabinetType PepperShakerType)
        (canContain CabinetType PlateType)
        (canContain CabinetType SaltShakerType)
        (canContain CabinetType SoapBottleType)
        (canContain CabinetType VaseType)
        (canContain CounterTopType AppleType)
        (canContain CounterTopType BowlType)
        (canContain CounterTopType BreadType)
        (canContain CounterTopType ButterKnifeType)
        (canContain CounterTopType CellPhoneType)
        (canContain CounterTopType DishSpongeType)
        (canContain CounterTopType EggType)
        (canContain CounterTopType ForkType)
        (canContain CounterTopType KnifeType)
        (canContain CounterTopType LettuceType)
        (canContain CounterTopType PepperShakerType)
        (canContain CounterTopType PlateType)
        (canContain CounterTopType SaltShakerType)
        (canContain CounterTopType SoapBottleType)
        (canContain CounterTopType SpatulaType)
        (canContain CounterTopType SpoonType)
        (canContain CounterTopType StatueType)
        (canContain CounterTopType VaseType)
        (canContain DrawerType ButterKnifeType)
        (canContain DrawerType CellPhoneType)
        (canContain DrawerType DishSpongeType)
        (canContain DrawerType ForkType)
        (canContain DrawerType KnifeType)
        (canContain DrawerType PepperShakerType)
        (canContain DrawerType SaltShakerType)
        (canContain DrawerType SoapBottleType)
        (canContain DrawerType SpatulaType)
        (canContain DrawerType SpoonType)
        (canContain FridgeType AppleType)
        (canContain FridgeType BowlType)
        (canContain FridgeType BreadType)
        (canContain FridgeType EggType)
        (canContain FridgeType LettuceType)
        (canContain FridgeType PlateType)
        (canContain GarbageCanType AppleType)
        (canContain GarbageCanType BreadType)
        (canContain GarbageCanType DishSpongeType)
        (canContain GarbageCanType EggType)
        (canContain GarbageCanType LettuceType)
        (canContain GarbageCanType SoapBottleType)
        (canContain MicrowaveType AppleType)
        (canContain MicrowaveType BowlType)
        (canContain MicrowaveType BreadType)
        (canContain MicrowaveType EggType)
        (canContain MicrowaveType PlateType)
        (canContain ShelfType BowlType)
        (canContain ShelfType CellPhoneType)
        (canContain ShelfType DishSpongeType)
        (canContain ShelfType PepperShakerType)
        (canContain ShelfType PlateType)
        (canContain ShelfType SaltShakerType)
        (canContain ShelfType SoapBottleType)
        (canContain ShelfType StatueType)
        (canContain ShelfType VaseType)
        (canContain SinkBasinType AppleType)
        (canContain SinkBasinType BowlType)
        (canContain SinkBasinType ButterKnifeType)
        (canContain SinkBasinType DishSpongeType)
        (canContain SinkBasinType EggType)
        (canContain SinkBasinType ForkType)
        (canContain SinkBasinType KnifeType)
        (canContain SinkBasinType LettuceType)
        (canContain SinkBasinType PlateType)
        (canContain SinkBasinType SpatulaType)
        (canContain SinkBasinType SpoonType)
        (pickupable Apple_bar__minus_00_dot_65_bar__plus_00_dot_98_bar__minus_00_dot_54)
        (pickupable Bowl_bar__plus_00_dot_69_bar__plus_00_dot_05_bar__plus_01_dot_07)
        (pickupable Bowl_bar__plus_00_dot_85_bar__plus_00_dot_53_bar__minus_01_dot_73)
        (pickupable Bread_bar__plus_00_dot_71_bar__plus_01_dot_00_bar__minus_00_dot_23)
        (pickupable Bread_bar__plus_00_dot_85_bar__plus_01_dot_00_bar__minus_02_dot_04)
        (pickupable Bread_bar__plus_00_dot_91_bar__plus_01_dot_00_bar__minus_02_dot_27)
        (pickupable ButterKnife_bar__plus_00_dot_47_bar__plus_00_dot_32_bar__minus_00_dot_82)
        (pickupable ButterKnife_bar__plus_01_dot_10_bar__plus_01_dot_00_bar__minus_00_dot_04)
        (pickupable CellPhone_bar__plus_00_dot_62_bar__plus_00_dot_32_bar__minus_00_dot_51)
        (pickupable CellPhone_bar__plus_00_dot_92_bar__plus_01_dot_00_bar__minus_00_dot_28)
        (pickupable DishSponge_bar__plus_00_dot_49_bar__plus_00_dot_53_bar__minus_01_dot_85)
        (pickupable DishSponge_bar__plus_00_dot_86_bar__plus_00_dot_53_bar__plus_00_dot_02)
        (pickupable DishSponge_bar__minus_00_dot_69_bar__plus_00_dot_05_bar__plus_00_dot_81)
        (pickupable Egg_bar__plus_00_dot_87_bar__plus_00_dot_05_bar__plus_01_dot_50)
        (pickupable Fork_bar__plus_00_dot_38_bar__plus_00_dot_81_bar__minus_00_dot_62)
        (pickupable Knife_bar__plus_01_dot_15_bar__plus_01_dot_00_bar__minus_00_dot_44)
        (pickupable Lettuce_bar__minus_01_dot_28_bar__plus_01_dot_02_bar__minus_00_dot_48)
        (pickupable PaperTowelRoll_bar__plus_00_dot_83_bar__plus_01_dot_00_bar__plus_00_dot_05)
        (pickupable PepperShaker_bar__plus_00_dot_45_bar__plus_00_dot_53_bar__minus_01_dot_62)
        (pickupable PepperShaker_bar__plus_00_dot_79_bar__plus_01_dot_00_bar__minus_00_dot_49)
        (pickupable Plate_bar__minus_01_dot_53_bar__plus_01_dot_02_bar__minus_00_dot_81)
        (pickupable SaltShaker_bar__plus_00_dot_40_bar__plus_00_dot_60_bar__minus_00_dot_66)
        (pickupable SaltShaker_bar__minus_01_dot_63_bar__plus_00_dot_59_bar__plus_02_dot_45)
        (pickupable SoapBottle_bar__plus_00_dot_62_bar__plus_00_dot_53_bar__minus_00_dot_05)
        (pickupable SoapBottle_bar__minus_00_dot_80_bar__plus_00_dot_05_bar__plus_00_dot_37)
        (pickupable Spatula_bar__plus_01_dot_09_bar__plus_01_dot_00_bar__minus_01_dot_84)
        (pickupable Spoon_bar__plus_01_dot_21_bar__plus_01_dot_00_bar__minus_00_dot_09)
        (pickupable Spoon_bar__minus_00_dot_79_bar__plus_00_dot_98_bar__minus_00_dot_58)
        (pickupable Spoon_bar__minus_00_dot_86_bar__plus_00_dot_98_bar__minus_00_dot_48)
        (pickupable Statue_bar__plus_00_dot_64_bar__plus_01_dot_00_bar__minus_01_dot_86)
        (pickupable Statue_bar__minus_01_dot_42_bar__plus_00_dot_59_bar__plus_02_dot_94)
        (pickupable Statue_bar__minus_01_dot_43_bar__plus_00_dot_92_bar__plus_02_dot_43)
        (pickupable Vase_bar__plus_00_dot_65_bar__plus_00_dot_53_bar__plus_00_dot_03)
        (pickupable Vase_bar__minus_01_dot_30_bar__plus_01_dot_02_bar__minus_00_dot_57)
        (isReceptacleObject Bowl_bar__plus_00_dot_69_bar__plus_00_dot_05_bar__plus_01_dot_07)
        (isReceptacleObject Bowl_bar__plus_00_dot_85_bar__plus_00_dot_53_bar__minus_01_dot_73)
        (isReceptacleObject Plate_bar__minus_01_dot_53_bar__plus_01_dot_02_bar__minus_00_dot_81)
        (openable Drawer_bar__plus_00_dot_64_bar__plus_00_dot_27_bar__minus_00_dot_65)
        (openable Drawer_bar__plus_00_dot_64_bar__plus_00_dot_76_bar__minus_00_dot_65)
        (openable Fridge_bar__plus_00_dot_97_bar__plus_00_dot_00_bar__plus_01_dot_25)
        (openable Microwave_bar__plus_01_dot_04_bar__plus_01_dot_68_bar__minus_01_dot_30)
        (cleanable Apple_bar__minus_00_dot_65_bar__plus_00_dot_98_bar__minus_00_dot_54)
        (cleanable Bowl_bar__plus_00_dot_69_bar__plus_00_dot_05_bar__plus_01_dot_07)
        (cleanable Bowl_bar__plus_00_dot_85_bar__plus_00_dot_53_bar__minus_01_dot_73)
        (cleanable ButterKnife_bar__plus_00_dot_47_bar__plus_00_dot_32_bar__minus_00_dot_82)
        (cleanable ButterKnife_bar__plus_01_dot_10_bar__plus_01_dot_00_bar__minus_00_dot_04)
        (cleanable DishSponge_bar__plus_00_dot_49_bar__plus_00_dot_53_bar__minus_01_dot_85)
        (cleanable DishSponge_bar__plus_00_dot_86_bar__plus_00_dot_53_bar__plus_00_dot_02)
        (cleanable DishSponge_bar__minus_00_dot_69_bar__plus_00_dot_05_bar__plus_00_dot_81)
        (cleanable Egg_bar__plus_00_dot_87_bar__plus_00_dot_05_bar__plus_01_dot_50)
        (cleanable Fork_bar__plus_00_dot_38_bar__plus_00_dot_81_bar__minus_00_dot_62)
        (cleanable Knife_bar__plus_01_dot_15_bar__plus_01_dot_00_bar__minus_00_dot_44)
        (cleanable Lettuce_bar__minus_01_dot_28_bar__plus_01_dot_02_bar__minus_00_dot_48)
        (cleanable Plate_bar__minus_01_dot_53_bar__plus_01_dot_02_bar__minus_00_dot_81)
        (cleanable Spatula_bar__plus_01_dot_09_bar__plus_01_dot_00_bar__minus_01_dot_84)
        (cleanable Spoon_bar__plus_01_dot_21_bar__plus_01_dot_00_bar__minus_00_dot_09)
        (cleanable Spoon_bar__minus_00_dot_79_bar__plus_00_dot_98_bar__minus_00_dot_58)
        (cleanable Spoon_bar__minus_00_dot_86_bar__plus_00_dot_98_bar__minus_00_dot_48)
        (heatable Apple_bar__minus_00_dot_65_bar__plus_00_dot_98_bar__minus_00_dot_54)
        (heatable Bread_bar__plus_00_dot_71_bar__plus_01_dot_00_bar__minus_00_dot_23)
        (heatable Bread_bar__plus_00_dot_85_bar__plus_01_dot_00_bar__minus_02_dot_04)
        (heatable Bread_bar__plus_00_dot_91_bar__plus_01_dot_00_bar__minus_02_dot_27)
        (heatable Egg_bar__plus_00_dot_87_bar__plus_00_dot_05_bar__plus_01_dot_50)
        (heatable Plate_bar__minus_01_dot_53_bar__plus_01_dot_02_bar__minus_00_dot_81)
        (coolable Apple_bar__minus_00_dot_65_bar__plus_00_dot_98_bar__minus_00_dot_54)
        (coolable Bowl_bar__plus_00_dot_69_bar__plus_00_dot_05_bar__plus_01_dot_07)
        (coolable Bowl_bar__plus_00_dot_85_bar__plus_00_dot_53_bar__minus_01_dot_73)
        (coolable Bread_bar__plus_00_dot_71_bar__plus_01_dot_00_bar__minus_00_dot_23)
        (coolable Bread_bar__plus_00_dot_85_bar__plus_01_dot_00_bar__minus_02_dot_04)
        (coolable Bread_bar__plus_00_dot_91_bar__plus_01_dot_00_bar__minus_02_dot_27)
        (coolable Egg_bar__plus_00_dot_87_bar__plus_00_dot_05_bar__plus_01_dot_50)
        (coolable Lettuce_bar__minus_01_dot_28_bar__plus_01_dot_02_bar__minus_00_dot_48)
        (coolable Plate_bar__minus_01_dot_53_bar__plus_01_dot_02_bar__minus_00_dot_81)
        (sliceable Apple_bar__minus_00_dot_65_bar__plus_00_dot_98_bar__minus_00_dot_54)
        (sliceable Bread_bar__plus_00_dot_71_bar__plus_01_dot_00_bar__minus_00_dot_23)
        (sliceable Bread_bar__plus_00_dot_85_bar__plus_01_dot_00_bar__minus_02_dot_04)
        (sliceable Bread_bar__plus_00_dot_91_bar__plus_01_dot_00_bar__minus_02_dot_27)
        (sliceable Egg_bar__plus_00_dot_87_bar__plus_00_dot_05_bar__plus_01_dot_50)
        (sliceable Lettuce_bar__minus_01_dot_28_bar__plus_01_dot_02_bar__minus_00_dot_48)
        (inReceptacle Apple_bar__minus_00_dot_65_bar__plus_00_dot_98_bar__minus_00_dot_54 Sink_bar__minus_00_dot_70_bar__plus_00_dot_93_bar__minus_00_dot_65_bar_SinkBasin)
        (inReceptacle Bowl_bar__plus_00_dot_69_bar__plus_00_dot_05_bar__plus_01_dot_07 Fridge_bar__plus_00_dot_97_bar__plus_00_dot_00_bar__plus_01_dot_25)
        (inReceptacle Bowl_bar__plus_00_dot_85_bar__plus_00_dot_53_bar__minus_01_dot_73 Cabinet_bar__plus_00_dot_65_bar__plus_00_dot_48_bar__minus_01_dot_72)
        (inReceptacle Bread_bar__plus_00_dot_71_bar__plus_01_dot_00_bar__minus_00_dot_23 CounterTop_bar__plus_00_dot_93_bar__plus_00_dot_95_bar__minus_00_dot_21)
        (inReceptacle Bread_bar__plus_00_dot_85_bar__plus_01_dot_00_bar__minus_02_dot_04 CounterTop_bar__plus_00_dot_93_bar__plus_00_dot_95_bar__minus_02_dot_05)
        (inReceptacle Bread_bar__plus_00_dot_91_bar__plus_01_dot_00_bar__minus_02_dot_27 CounterTop_bar__plus_00_dot_93_bar__plus_00_dot_95_bar__minus_02_dot_05)
        (inReceptacle ButterKnife_bar__plus_00_dot_47_bar__plus_00_dot_32_bar__minus_00_dot_82 Drawer_bar__plus_00_dot_64_bar__plus_00_dot_27_bar__minus_00_dot_65)
        (inReceptacle ButterKnife_bar__plus_01_dot_10_bar__plus_01_dot_00_bar__minus_00_dot_04 CounterTop_bar__plus_00_dot_93_bar__plus_00_dot_95_bar__minus_00_dot_21)
        (inReceptacle CellPhone_bar__plus_00_dot_62_bar__plus_00_dot_32_bar__minus_00_dot_51 Drawer_bar__plus_00_dot_64_bar__plus_00_dot_27_bar__minus_00_dot_65)
        (inReceptacle CellPhone_bar__plus_00_dot_92_bar__plus_01_dot_00_bar__minus_00_dot_28 CounterTop_bar__plus_00_dot_93_bar__plus_00_dot_95_bar__minus_00_dot_21)
        (inReceptacle DishSponge_bar__plus_00_dot_49_bar__plus_00_dot_53_bar__minus_01_dot_85 Cabinet_bar__plus_00_dot_65_bar__plus_00_dot_48_bar__minus_01_dot_72)
        (inReceptacle DishSponge_bar__plus_00_dot_86_bar__plus_00_dot_53_bar__plus_00_dot_02 Cabinet_bar__plus_00_dot_65_bar__plus_00_dot_48_bar__plus_00_dot_24)
        (inReceptacle DishSponge_bar__minus_00_dot_69_bar__plus_00_dot_05_bar__plus_00_dot_81 GarbageCan_bar__minus_00_dot_95_bar__plus_00_dot_00_bar__plus_00_dot_58)
        (inReceptacle Egg_bar__plus_00_dot_87_bar__plus_00_dot_05_bar__plus_01_dot_50 Fridge_bar__plus_00_dot_97_bar__plus_00_dot_00_bar__plus_01_dot_25)
        (inReceptacle Fork_bar__plus_00_dot_38_bar__plus_00_dot_81_bar__minus_00_dot_62 Drawer_bar__plus_00_dot_64_bar__plus_00_dot_76_bar__minus_00_dot_65)
        (inReceptacle Knife_bar__plus_01_dot_15_bar__plus_01_dot_00_bar__minus_00_dot_44 CounterTop_bar__plus_00_dot_93_bar__plus_00_dot_95_bar__minus_00_dot_21)
        (inReceptacle Lettuce_bar__minus_01_dot_28_bar__plus_01_dot_02_bar__minus_00_dot_48 CounterTop_bar__minus_01_dot_24_bar__plus_00_dot_97_bar__minus_00_dot_64)
        (inReceptacle PaperTowelRoll_bar__plus_00_dot_83_bar__plus_01_dot_00_bar__plus_00_dot_05 CounterTop_bar__plus_00_dot_93_bar__plus_00_dot_95_bar__minus_00_dot_21)
        (inReceptacle PepperShaker_bar__plus_00_dot_45_bar__plus_00_dot_53_bar__minus_01_dot_62 Cabinet_bar__plus_00_dot_65_bar__plus_00_dot_48_bar__minus_01_dot_72)
        (inReceptacle PepperShaker_bar__plus_00_dot_79_bar__plus_01_dot_00_bar__minus_00_dot_49 CounterTop_bar__plus_00_dot_93_bar__plus_00_dot_95_bar__minus_00_dot_21)
        (inReceptacle Plate_bar__minus_01_dot_53_bar__plus_01_dot_02_bar__minus_00_dot_81 CounterTop_bar__minus_01_dot_24_bar__plus_00_dot_97_bar__minus_00_dot_64)
        (inReceptacle SaltShaker_bar__plus_00_dot_40_bar__plus_00_dot_60_bar__minus_00_dot_66 Drawer_bar__plus_00_dot_64_bar__plus_00_dot_55_bar__minus_00_dot_65)
        (inReceptacle SaltShaker_bar__minus_01_dot_63_bar__plus_00_dot_59_bar__plus_02_dot_45 Shelf_bar__minus_01_dot_69_bar__plus_00_dot_54_bar__plus_02_dot_72)
        (inReceptacle SoapBottle_bar__plus_00_dot_62_bar__plus_00_dot_53_bar__minus_00_dot_05 Cabinet_bar__plus_00_dot_65_bar__plus_00_dot_48_bar__plus_00_dot_24)
        (inReceptacle SoapBottle_bar__minus_00_dot_80_bar__plus_00_dot_05_bar__plus_00_dot_37 GarbageCan_bar__minus_00_dot_95_bar__plus_00_dot_00_bar__plus_00_dot_58)
        (inReceptacle Spatula_bar__plus_01_dot_09_bar__plus_01_dot_00_bar__minus_01_dot_84 CounterTop_bar__plus_00_dot_93_bar__plus_00_dot_95_bar__minus_02_dot_05)
        (inReceptacle Spoon_bar__plus_01_dot_21_bar__plus_01_dot_00_bar__minus_00_dot_09 CounterTop_bar__plus_00_dot_93_bar__plus_00_dot_95_bar__minus_00_dot_21)
        (inReceptacle Spoon_bar__minus_00_dot_79_bar__plus_00_dot_98_bar__minus_00_dot_58 Sink_bar__minus_00_dot_70_bar__plus_00_dot_93_bar__minus_00_dot_65_bar_SinkBasin)
        (inReceptacle Spoon_bar__minus_00_dot_86_bar__plus_00_dot_98_bar__minus_00_dot_48 Sink_bar__minus_00_dot_70_bar__plus_00_dot_93_bar__minus_00_dot_65_bar_SinkBasin)
        (inReceptacle Statue_bar__plus_00_dot_64_bar__plus_01_dot_00_bar__minus_01_dot_86 CounterTop_bar__plus_00_dot_93_bar__plus_00_dot_95_bar__minus_02_dot_05)
        (inReceptacle Statue_bar__minus_01_dot_42_bar__plus_00_dot_59_bar__plus_02_dot_94 Shelf_bar__minus_01_dot_69_bar__plus_00_dot_54_bar__plus_02_dot_72)
        (inReceptacle Statue_bar__minus_01_dot_43_bar__plus_00_dot_92_bar__plus_02_dot_43 Shelf_bar__minus_01_dot_69_bar__plus_00_dot_87_bar__plus_02_dot_72)
        (inReceptacle Vase_bar__plus_00_dot_65_bar__plus_00_dot_53_bar__plus_00_dot_03 Cabinet_bar__plus_00_dot_65_bar__plus_00_dot_48_bar__plus_00_dot_24)
        (inReceptacle Vase_bar__minus_01_dot_30_bar__plus_01_dot_02_bar__minus_00_dot_57 CounterTop_bar__minus_01_dot_24_bar__plus_00_dot_97_bar__minus_00_dot_64)
        (receptacleAtLocation Cabinet_bar__plus_00_dot_65_bar__plus_00_dot_48_bar__plus_00_dot_24 loc_bar__minus_1_bar_3_bar_1_bar_30)
        (receptacleAtLocation Cabinet_bar__plus_00_dot_65_bar__plus_00_dot_48_bar__minus_01_dot_72 loc_bar_0_bar__minus_8_bar_1_bar_30)
        (receptacleAtLocation Cabinet_bar__plus_00_dot_95_bar__plus_02_dot_16_bar__minus_02_dot_38 loc_bar_1_bar__minus_8_bar_1_bar__minus_30)
        (receptacleAtLocation CoffeeMachine_bar__minus_03_dot_00_bar_00_dot_00_bar__plus_01_dot_25 loc_bar__minus_14_bar_5_bar_1_bar_30)
        (receptacleAtLocation CounterTop_bar__plus_00_dot_93_bar__plus_00_dot_95_bar__minus_00_dot_21 loc_bar_1_bar__minus_1_bar_1_bar_30)
        (receptacleAtLocation CounterTop_bar__plus_00_dot_93_bar__plus_00_dot_95_bar__minus_02_dot_05 loc_bar_1_bar__minus_8_bar_1_bar_30)
        (receptacleAtLocation CounterTop_bar__minus_01_dot_24_bar__plus_00_dot_97_bar__minus_00_dot_64 loc_bar__minus_3_bar__minus_8_bar_0_bar_30)
        (receptacleAtLocation Drawer_bar__plus_00_dot_64_bar__plus_00_dot_27_bar__minus_00_dot_65 loc_bar_0_bar__minus_6_bar_0_bar_30)
        (receptacleAtLocation Drawer_bar__plus_00_dot_64_bar__plus_00_dot_55_bar__minus_00_dot_65 loc_bar_0_bar__minus_6_bar_0_bar_30)
        (receptacleAtLocation Drawer_bar__plus_00_dot_64_bar__plus_00_dot_76_bar__minus_00_dot_65 loc_bar_0_bar__minus_4_bar_1_bar_30)
        (receptacleAtLocation Fridge_bar__plus_00_dot_97_bar__plus_00_dot_00_bar__plus_01_dot_25 loc_bar_0_bar_5_bar_1_bar_0)
        (receptacleAtLocation GarbageCan_bar__minus_00_dot_95_bar__plus_00_dot_00_bar__plus_00_dot_58 loc_bar_0_bar_4_bar_3_bar_30)
        (receptacleAtLocation Microwave_bar__plus_01_dot_04_bar__plus_01_dot_68_bar__minus_01_dot_30 loc_bar_1_bar__minus_5_bar_1_bar_0)
        (receptacleAtLocation Shelf_bar__minus_01_dot_69_bar__plus_00_dot_16_bar__plus_02_dot_72 loc_bar__minus_6_bar_6_bar_0_bar_30)
        (receptacleAtLocation Shelf_bar__minus_01_dot_69_bar__plus_00_dot_54_bar__plus_02_dot_72 loc_bar__minus_9_bar_6_bar_0_bar_30)
        (receptacleAtLocation Shelf_bar__minus_01_dot_69_bar__plus_00_dot_87_bar__plus_02_dot_72 loc_bar__minus_9_bar_7_bar_0_bar_30)
        (receptacleAtLocation Sink_bar__minus_00_dot_70_bar__plus_00_dot_93_bar__minus_00_dot_65_bar_SinkBasin loc_bar_0_bar__minus_3_bar_3_bar_30)
        (receptacleAtLocation StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_01_dot_65 loc_bar__minus_4_bar_9_bar_1_bar_45)
        (receptacleAtLocation StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_01_dot_85 loc_bar__minus_4_bar_9_bar_1_bar_45)
        (receptacleAtLocation StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_02_dot_05 loc_bar__minus_4_bar_9_bar_1_bar_30)
        (receptacleAtLocation StoveBurner_bar__minus_00_dot_50_bar__plus_00_dot_90_bar__plus_02_dot_25 loc_bar__minus_4_bar_9_bar_1_bar_30)
        (receptacleAtLocation Toaster_bar__minus_04_dot_00_bar_00_dot_00_bar__plus_01_dot_00 loc_bar__minus_14_bar_4_bar_3_bar_30)
        (objectAtLocation Apple_bar__minus_00_dot_65_bar__plus_00_dot_98_bar__minus_00_dot_54 loc_bar_0_bar__minus_3_bar_3_bar_30)
        (objectAtLocation Bowl_bar__plus_00_dot_69_bar__plus_00_dot_05_bar__plus_01_dot_07 loc_bar_0_bar_5_bar_1_bar_0)
        (objectAtLocation Bowl_bar__plus_00_dot_85_bar__plus_00_dot_53_bar__minus_01_dot_73 loc_bar_0_bar__minus_8_bar_1_bar_30)
        (objectAtLocation Bread_bar__plus_00_dot_71_bar__plus_01_dot_00_bar__minus_00_dot_23 loc_bar_1_bar__minus_1_bar_1_bar_30)
        (objectAtLocation Bread_bar__plus_00_dot_85_bar__plus_01_dot_00_bar__minus_02_dot_04 loc_bar_1_bar__minus_8_bar_1_bar_30)
        (objectAtLocation Bread_bar__plus_00_dot_91_bar__plus_01_dot_00_bar__minus_02_dot_27 loc_bar_1_bar__minus_8_bar_1_bar_30)
        (objectAtLocation ButterKnife_bar__plus_00_dot_47_bar__plus_00_dot_32_bar__minus_00_dot_82 loc_bar_0_bar__minus_6_bar_0_bar_30)
        (objectAtLocation ButterKnife_bar__plus_01_dot_10_bar__plus_01_dot_00_bar__minus_00_dot_04 loc_bar_1_bar__minus_1_bar_1_bar_30)
        (objectAtLocation CellPhone_bar__plus_00_dot_62_bar__plus_00_dot_32_bar__minus_00_dot_51 loc_bar_0_bar__minus_6_bar_0_bar_30)
        (objectAtLocation CellPhone_bar__plus_00_dot_92_bar__plus_01_dot_00_bar__minus_00_dot_28 loc_bar_1_bar__minus_1_bar_1_bar_30)
        (objectAtLocation Chair_bar__minus_02_dot_21_bar__plus_00_dot_08_bar__plus_00_dot_76 loc_bar__minus_8_bar_2_bar_3_bar_30)
        (objectAtLocation Chair_bar__minus_02_dot_61_bar__plus_00_dot_62_bar__minus_00_dot_91 loc_bar__minus_11_bar__minus_4_bar_2_bar_30)
        (objectAtLocation Chair_bar__minus_03_dot_40_bar__plus_00_dot_83_bar__minus_01_dot_10 loc_bar__minus_14_bar__minus_4_bar_2_bar_30)
        (objectAtLocation DishSponge_bar__plus_00_dot_49_bar__plus_00_dot_53_bar__minus_01_dot_85 loc_bar_0_bar__minus_8_bar_1_bar_30)
        (objectAtLocation DishSponge_bar__plus_00_dot_86_bar__plus_00_dot_53_bar__plus_00_dot_02 loc_bar__minus_1_bar_3_bar_1_bar_30)
        (objectAtLocation DishSponge_bar__minus_00_dot_69_bar__plus_00_dot_05_bar__plus_00_dot_81 loc_bar_0_bar_4_bar_3_bar_30)
        (objectAtLocation Egg_bar__plus_00_dot_87_bar__plus_00_dot_05_bar__plus_01_dot_50 loc_bar_0_bar_5_bar_1_bar_0)
        (objectAtLocation Fork_bar__plus_00_dot_38_bar__plus_00_dot_81_bar__minus_00_dot_62 loc_bar_0_bar__minus_4_bar_1_bar_30)
        (objectAtLocation Knife_bar__plus_01_dot_15_bar__plus_01_dot_00_bar__minus_00_dot_44 loc_bar_1_bar__minus_1_bar_1_bar_30)
        (objectAtLocation Lettuce_bar__minus_01_dot_28_bar__plus_01_dot_02_bar__minus_00_dot_48 loc_bar__minus_3_bar__minus_8_bar_0_bar_30)
        (objectAtLocation LightSwitch_bar__minus_03_dot_61_bar__plus_00_dot_66_bar__plus_01_dot_75 loc_bar__minus_13_bar_5_bar_0_bar_30)
        (objectAtLocation PaperTowelRoll_bar__plus_00_dot_83_bar__plus_01_dot_00_bar__plus_00_dot_05 loc_bar_1_bar__minus_1_bar_1_bar_30)
        (objectAtLocation PepperShaker_bar__plus_00_dot_45_bar__plus_00_dot_53_bar__minus_01_dot_62 loc_bar_0_bar__minus_8_bar_1_bar_30)
        (objectAtLocation PepperShaker_bar__plus_00_dot_79_bar__plus_01_dot_00_bar__minus_00_dot_49 loc_bar_1_bar__minus_1_bar_1_bar_30)
        (objectAtLocation Plate_bar__minus_01_dot_53_bar__plus_01_dot_02_bar__minus_00_dot_81 loc_bar__minus_3_bar__minus_8_bar_0_bar_30)
        (objectAtLocation SaltShaker_bar__plus_00_dot_40_bar__plus_00_dot_60_bar__minus_00_dot_66 loc_bar_0_bar__minus_6_bar_0_bar_30)
        (objectAtLocation SaltShaker_bar__minus_01_dot_63_bar__plus_00_dot_59_bar__plus_02_dot_45 loc_bar__minus_9_bar_6_bar_0_bar_30)
        (objectAtLocation SoapBottle_bar__plus_00_dot_62_bar__plus_00_dot_53_bar__minus_00_dot_05 loc_bar__minus_1_bar_3_bar_1_bar_30)
        (objectAtLocation SoapBottle_bar__minus_00_dot_80_bar__plus_00_dot_05_bar__plus_00_dot_37 loc_bar_0_bar_4_bar_3_bar_30)
        (objectAtLocation Spatula_bar__plus_01_dot_09_bar__plus_01_dot_00_bar__minus_01_dot_84 loc_bar_1_bar__minus_8_bar_1_bar_30)
        (objectAtLocation Spoon_bar__plus_01_dot_21_bar__plus_01_dot_00_bar__minus_00_dot_09 loc_bar_1_bar__minus_1_bar_1_bar_30)
        (objectAtLocation Spoon_bar__minus_00_dot_79_bar__plus_00_dot_98_bar__minus_00_dot_58 loc_bar_0_bar__minus_3_bar_3_bar_30)
        (objectAtLocation Spoon_bar__minus_00_dot_86_bar__plus_00_dot_98_bar__minus_00_dot_48 loc_bar_0_bar__minus_3_bar_3_bar_30)
        (objectAtLocation Statue_bar__plus_00_dot_64_bar__plus_01_dot_00_bar__minus_01_dot_86 loc_bar_1_bar__minus_8_bar_1_bar_30)
        (objectAtLocation Statue_bar__minus_01_dot_42_bar__plus_00_dot_59_bar__plus_02_dot_94 loc_bar__minus_9_bar_6_bar_0_bar_30)
        (objectAtLocation Statue_bar__minus_01_dot_43_bar__plus_00_dot_92_bar__plus_02_dot_43 loc_bar__minus_9_bar_7_bar_0_bar_30)
        (objectAtLocation Vase_bar__plus_00_dot_65_bar__plus_00_dot_53_bar__plus_00_dot_03 loc_bar__minus_1_bar_3_bar_1_bar_30)
        (objectAtLocation Vase_bar__minus_01_dot_30_bar__plus_01_dot_02_bar__minus_00_dot_57 loc_bar__minus_3_bar__minus_8_bar_0_bar_30)
        )

        (:goal
            (and
                (exists (?r - receptacle)
                    (exists (?o - object)
                        (and
                            (heatable ?o)
                            (objectType ?o AppleType)
                            (receptacleType ?r CounterTopType)
                            (isHot ?o)
                            (inReceptacle ?o ?r)
                        )
                    )
                )
            )
        )
    )
    