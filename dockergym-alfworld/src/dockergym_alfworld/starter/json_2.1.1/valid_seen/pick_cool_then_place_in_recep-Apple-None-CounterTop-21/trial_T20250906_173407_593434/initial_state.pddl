
(define (problem plan_trial_T20250906_173407_593434)
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
        Apple_bar__plus_00_dot_94_bar__plus_00_dot_93_bar__minus_00_dot_84 - object
        Blinds_bar__minus_00_dot_06_bar__plus_00_dot_14_bar__minus_00_dot_76 - object
        Bread_bar__minus_00_dot_61_bar__plus_00_dot_06_bar__plus_01_dot_17 - object
        ButterKnife_bar__plus_00_dot_57_bar__plus_00_dot_82_bar__minus_00_dot_26 - object
        ButterKnife_bar__minus_00_dot_53_bar__plus_00_dot_06_bar__plus_01_dot_18 - object
        Cup_bar__plus_00_dot_60_bar__plus_00_dot_97_bar__plus_00_dot_10 - object
        Cup_bar__plus_01_dot_05_bar__plus_00_dot_97_bar__plus_00_dot_11 - object
        DishSponge_bar__plus_00_dot_32_bar__plus_00_dot_40_bar__plus_00_dot_22 - object
        Egg_bar__plus_00_dot_95_bar__plus_00_dot_97_bar__minus_00_dot_33 - object
        Knife_bar__plus_00_dot_47_bar__plus_00_dot_82_bar__minus_00_dot_24 - object
        Knife_bar__plus_00_dot_95_bar__plus_00_dot_97_bar__minus_00_dot_39 - object
        LightSwitch_bar__minus_01_dot_15_bar__plus_01_dot_05_bar__minus_03_dot_16 - object
        Mirror_bar__minus_00_dot_41_bar__plus_00_dot_51_bar__minus_03_dot_69 - object
        Mug_bar__plus_00_dot_67_bar__plus_01_dot_87_bar__minus_00_dot_51 - object
        Pan_bar__plus_00_dot_36_bar__plus_00_dot_40_bar__plus_00_dot_08 - object
        Pan_bar__minus_01_dot_01_bar__plus_00_dot_95_bar__minus_02_dot_30 - object
        PepperShaker_bar__plus_00_dot_71_bar__plus_00_dot_97_bar__minus_00_dot_23 - object
        PepperShaker_bar__plus_00_dot_83_bar__plus_01_dot_87_bar__minus_00_dot_47 - object
        Plate_bar__plus_00_dot_60_bar__plus_01_dot_87_bar__minus_00_dot_49 - object
        Plate_bar__minus_02_dot_41_bar__plus_00_dot_02_bar__minus_03_dot_23 - object
        Potato_bar__plus_00_dot_45_bar__plus_00_dot_02_bar__minus_01_dot_76 - object
        Potato_bar__plus_00_dot_49_bar__plus_00_dot_02_bar__minus_02_dot_14 - object
        Pot_bar__minus_00_dot_97_bar__plus_00_dot_95_bar__minus_02_dot_64 - object
        Sink_bar__minus_00_dot_89_bar__plus_01_dot_00_bar__minus_00_dot_70 - object
        SoapBottle_bar__plus_00_dot_29_bar__plus_00_dot_40_bar__minus_00_dot_73 - object
        SoapBottle_bar__plus_00_dot_51_bar__plus_01_dot_87_bar__minus_00_dot_14 - object
        Spoon_bar__plus_00_dot_54_bar__plus_00_dot_93_bar__minus_00_dot_45 - object
        Spoon_bar__plus_00_dot_68_bar__plus_00_dot_82_bar__minus_00_dot_28 - object
        Spoon_bar__plus_00_dot_76_bar__plus_00_dot_97_bar__minus_00_dot_05 - object
        Cabinet_bar__plus_00_dot_51_bar__plus_00_dot_35_bar__plus_00_dot_16 - receptacle
        Cabinet_bar__plus_00_dot_51_bar__plus_00_dot_35_bar__minus_00_dot_43 - receptacle
        Cabinet_bar__plus_00_dot_72_bar__plus_01_dot_82_bar__plus_00_dot_67 - receptacle
        Cabinet_bar__plus_00_dot_72_bar__plus_01_dot_82_bar__minus_00_dot_40 - receptacle
        CoffeeMachine_bar__minus_01_dot_00_bar_00_dot_00_bar_00_dot_00 - receptacle
        CounterTop_bar__plus_00_dot_79_bar__plus_00_dot_92_bar__minus_00_dot_11 - receptacle
        DiningTable_bar__minus_00_dot_52_bar__plus_00_dot_01_bar__plus_00_dot_95 - receptacle
        DiningTable_bar__minus_01_dot_73_bar__minus_00_dot_03_bar__minus_00_dot_96 - receptacle
        DiningTable_bar__minus_02_dot_17_bar__minus_00_dot_03_bar__minus_03_dot_37 - receptacle
        Drawer_bar__plus_00_dot_71_bar__plus_00_dot_77_bar__minus_00_dot_13 - receptacle
        Fridge_bar__plus_00_dot_68_bar__minus_00_dot_03_bar__minus_01_dot_96 - receptacle
        GarbageCan_bar__minus_00_dot_75_bar_00_dot_00_bar__minus_02_dot_75 - receptacle
        Microwave_bar__minus_02_dot_01_bar__plus_00_dot_69_bar__minus_03_dot_69 - receptacle
        SideTable_bar__plus_00_dot_77_bar__plus_00_dot_70_bar__plus_00_dot_45 - receptacle
        Sink_bar__plus_00_dot_75_bar__plus_00_dot_88_bar__minus_00_dot_68_bar_SinkBasin - receptacle
        StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__minus_02_dot_15 - receptacle
        StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__minus_02_dot_35 - receptacle
        StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__minus_02_dot_55 - receptacle
        StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__minus_02_dot_75 - receptacle
        Toaster_bar__minus_01_dot_25_bar_00_dot_00_bar__minus_03_dot_00 - receptacle
        loc_bar__minus_7_bar__minus_11_bar_2_bar_30 - location
        loc_bar__minus_6_bar__minus_11_bar_0_bar_30 - location
        loc_bar__minus_6_bar_0_bar_1_bar_30 - location
        loc_bar__minus_4_bar__minus_5_bar_3_bar_30 - location
        loc_bar__minus_4_bar__minus_3_bar_1_bar_30 - location
        loc_bar__minus_3_bar__minus_12_bar_3_bar_30 - location
        loc_bar__minus_3_bar__minus_11_bar_3_bar_30 - location
        loc_bar__minus_3_bar__minus_11_bar_3_bar_45 - location
        loc_bar__minus_3_bar__minus_9_bar_3_bar_30 - location
        loc_bar__minus_2_bar__minus_13_bar_0_bar_30 - location
        loc_bar__minus_2_bar__minus_1_bar_1_bar_30 - location
        loc_bar__minus_2_bar_1_bar_1_bar_30 - location
        loc_bar__minus_1_bar__minus_11_bar_3_bar_30 - location
        loc_bar__minus_1_bar__minus_8_bar_1_bar_30 - location
        loc_bar__minus_1_bar__minus_1_bar_1_bar_30 - location
        loc_bar__minus_1_bar_1_bar_1_bar_30 - location
        loc_bar_0_bar__minus_3_bar_0_bar_30 - location
        loc_bar_0_bar_1_bar_0_bar_30 - location
        loc_bar_1_bar__minus_2_bar_1_bar_30 - location
        loc_bar_1_bar_0_bar_1_bar_0 - location
        loc_bar_1_bar_0_bar_1_bar_30 - location
        loc_bar_1_bar_1_bar_1_bar_0 - location
        )

(:init
        (atLocation agent1 loc_bar__minus_3_bar__minus_9_bar_3_bar_30)
        (receptacleType Cabinet_bar__plus_00_dot_51_bar__plus_00_dot_35_bar__plus_00_dot_16 CabinetType)
        (receptacleType Cabinet_bar__plus_00_dot_51_bar__plus_00_dot_35_bar__minus_00_dot_43 CabinetType)
        (receptacleType Cabinet_bar__plus_00_dot_72_bar__plus_01_dot_82_bar__plus_00_dot_67 CabinetType)
        (receptacleType Cabinet_bar__plus_00_dot_72_bar__plus_01_dot_82_bar__minus_00_dot_40 CabinetType)
        (receptacleType CoffeeMachine_bar__minus_01_dot_00_bar_00_dot_00_bar_00_dot_00 CoffeeMachineType)
        (receptacleType CounterTop_bar__plus_00_dot_79_bar__plus_00_dot_92_bar__minus_00_dot_11 CounterTopType)
        (receptacleType DiningTable_bar__minus_00_dot_52_bar__plus_00_dot_01_bar__plus_00_dot_95 DiningTableType)
        (receptacleType DiningTable_bar__minus_01_dot_73_bar__minus_00_dot_03_bar__minus_00_dot_96 DiningTableType)
        (receptacleType DiningTable_bar__minus_02_dot_17_bar__minus_00_dot_03_bar__minus_03_dot_37 DiningTableType)
        (receptacleType Drawer_bar__plus_00_dot_71_bar__plus_00_dot_77_bar__minus_00_dot_13 DrawerType)
        (receptacleType Fridge_bar__plus_00_dot_68_bar__minus_00_dot_03_bar__minus_01_dot_96 FridgeType)
        (receptacleType GarbageCan_bar__minus_00_dot_75_bar_00_dot_00_bar__minus_02_dot_75 GarbageCanType)
        (receptacleType Microwave_bar__minus_02_dot_01_bar__plus_00_dot_69_bar__minus_03_dot_69 MicrowaveType)
        (receptacleType SideTable_bar__plus_00_dot_77_bar__plus_00_dot_70_bar__plus_00_dot_45 SideTableType)
        (receptacleType Sink_bar__plus_00_dot_75_bar__plus_00_dot_88_bar__minus_00_dot_68_bar_SinkBasin SinkBasinType)
        (receptacleType StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__minus_02_dot_15 StoveBurnerType)
        (receptacleType StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__minus_02_dot_35 StoveBurnerType)
        (receptacleType StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__minus_02_dot_55 StoveBurnerType)
        (receptacleType StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__minus_02_dot_75 StoveBurnerType)
        (receptacleType Toaster_bar__minus_01_dot_25_bar_00_dot_00_bar__minus_03_dot_00 ToasterType)
        (objectType Apple_bar__plus_00_dot_94_bar__plus_00_dot_93_bar__minus_00_dot_84 AppleType)
        (objectType Blinds_bar__minus_00_dot_06_bar__plus_00_dot_14_bar__minus_00_dot_76 BlindsType)
        (objectType Bread_bar__minus_00_dot_61_bar__plus_00_dot_06_bar__plus_01_dot_17 BreadType)
        (objectType ButterKnife_bar__plus_00_dot_57_bar__plus_00_dot_82_bar__minus_00_dot_26 ButterKnifeType)
        (objectType ButterKnife_bar__minus_00_dot_53_bar__plus_00_dot_06_bar__plus_01_dot_18 ButterKnifeType)
        (objectType Cup_bar__plus_00_dot_60_bar__plus_00_dot_97_bar__plus_00_dot_10 CupType)
        (objectType Cup_bar__plus_01_dot_05_bar__plus_00_dot_97_bar__plus_00_dot_11 CupType)
        (objectType DishSponge_bar__plus_00_dot_32_bar__plus_00_dot_40_bar__plus_00_dot_22 DishSpongeType)
        (objectType Egg_bar__plus_00_dot_95_bar__plus_00_dot_97_bar__minus_00_dot_33 EggType)
        (objectType Knife_bar__plus_00_dot_47_bar__plus_00_dot_82_bar__minus_00_dot_24 KnifeType)
        (objectType Knife_bar__plus_00_dot_95_bar__plus_00_dot_97_bar__minus_00_dot_39 KnifeType)
        (objectType LightSwitch_bar__minus_01_dot_15_bar__plus_01_dot_05_bar__minus_03_dot_16 LightSwitchType)
        (objectType Mirror_bar__minus_00_dot_41_bar__plus_00_dot_51_bar__minus_03_dot_69 MirrorType)
        (objectType Mug_bar__plus_00_dot_67_bar__plus_01_dot_87_bar__minus_00_dot_51 MugType)
        (objectType Pan_bar__plus_00_dot_36_bar__plus_00_dot_40_bar__plus_00_dot_08 PanType)
        (objectType Pan_bar__minus_01_dot_01_bar__plus_00_dot_95_bar__minus_02_dot_30 PanType)
        (objectType PepperShaker_bar__plus_00_dot_71_bar__plus_00_dot_97_bar__minus_00_dot_23 PepperShakerType)
        (objectType PepperShaker_bar__plus_00_dot_83_bar__plus_01_dot_87_bar__minus_00_dot_47 PepperShakerType)
        (objectType Plate_bar__plus_00_dot_60_bar__plus_01_dot_87_bar__minus_00_dot_49 PlateType)
        (objectType Plate_bar__minus_02_dot_41_bar__plus_00_dot_02_bar__minus_03_dot_23 PlateType)
        (objectType Potato_bar__plus_00_dot_45_bar__plus_00_dot_02_bar__minus_01_dot_76 PotatoType)
        (objectType Potato_bar__plus_00_dot_49_bar__plus_00_dot_02_bar__minus_02_dot_14 PotatoType)
        (objectType Pot_bar__minus_00_dot_97_bar__plus_00_dot_95_bar__minus_02_dot_64 PotType)
        (objectType Sink_bar__minus_00_dot_89_bar__plus_01_dot_00_bar__minus_00_dot_70 SinkType)
        (objectType SoapBottle_bar__plus_00_dot_29_bar__plus_00_dot_40_bar__minus_00_dot_73 SoapBottleType)
        (objectType SoapBottle_bar__plus_00_dot_51_bar__plus_01_dot_87_bar__minus_00_dot_14 SoapBottleType)
        (objectType Spoon_bar__plus_00_dot_54_bar__plus_00_dot_93_bar__minus_00_dot_45 SpoonType)
        (objectType Spoon_bar__plus_00_dot_68_bar__plus_00_dot_82_bar__minus_00_dot_28 SpoonType)
        (objectType Spoon_bar__plus_00_dot_76_bar__plus_00_dot_97_bar__minus_00_dot_05 SpoonType)
        (canContain CabinetType CupType)
        (canContain CabinetType DishSpongeType)
        (canContain CabinetType MugType)
        (canContain CabinetType PanType)
        (canContain CabinetType PepperShakerType)
        (canContain CabinetType PlateType)
        (canContain CabinetType PotType)
        (canContain CabinetType SoapBottleType)
        (canContain CoffeeMachineType MugType)
        (canContain CounterTopType AppleType)
        (canContain CounterTopType BreadType)
        (canContain CounterTopType ButterKnifeType)
        (canContain CounterTopType CupType)
        (canContain CounterTopType DishSpongeType)
        (canContain CounterTopType EggType)
        (canContain CounterTopType KnifeType)
        (canContain CounterTopType MugType)
        (canContain CounterTopType PanType)
        (canContain CounterTopType PepperShakerType)
        (canContain CounterTopType PlateType)
        (canContain CounterTopType PotType)
        (canContain CounterTopType PotatoType)
        (canContain CounterTopType SoapBottleType)
        (canContain CounterTopType SpoonType)
        (canContain DiningTableType AppleType)
        (canContain DiningTableType BreadType)
        (canContain DiningTableType ButterKnifeType)
        (canContain DiningTableType CupType)
        (canContain DiningTableType DishSpongeType)
        (canContain DiningTableType EggType)
        (canContain DiningTableType KnifeType)
        (canContain DiningTableType MugType)
        (canContain DiningTableType PanType)
        (canContain DiningTableType PepperShakerType)
        (canContain DiningTableType PlateType)
        (canContain DiningTableType PotType)
        (canContain DiningTableType PotatoType)
        (canContain DiningTableType SoapBottleType)
        (canContain DiningTableType SpoonType)
        (canContain DrawerType ButterKnifeType)
        (canContain DrawerType DishSpongeType)
        (canContain DrawerType KnifeType)
        (canContain DrawerType PepperShakerType)
        (canContain DrawerType SoapBottleType)
        (canContain DrawerType SpoonType)
        (canContain FridgeType AppleType)
        (canContain FridgeType BreadType)
        (canContain FridgeType CupType)
        (canContain FridgeType EggType)
        (canContain FridgeType MugType)
        (canContain FridgeType PanType)
        (canContain FridgeType PlateType)
        (canContain FridgeType PotType)
        (canContain FridgeType PotatoType)
        (canContain GarbageCanType AppleType)
        (canContain GarbageCanType BreadType)
        (canContain GarbageCanType DishSpongeType)
        (canContain GarbageCanType EggType)
        (canContain GarbageCanType PotatoType)
        (canContain GarbageCanType SoapBottleType)
        (canContain MicrowaveType AppleType)
        (canContain MicrowaveType BreadType)
        (canContain MicrowaveType CupType)
        (canContain MicrowaveType EggType)
        (canContain MicrowaveType MugType)
        (canContain MicrowaveType PlateType)
        (canContain MicrowaveType PotatoType)
        (canContain SideTableType AppleType)
        (canContain SideTableType BreadType)
        (canContain SideTableType ButterKnifeType)
        (canContain SideTableType CupType)
        (canContain SideTableType DishSpongeType)
        (canContain SideTableType EggType)
        (canContain SideTableType KnifeType)
        (canContain SideTableType MugType)
        (canContain SideTableType PanType)
        (canContain SideTableType PepperShakerType)
        (canContain SideTableType PlateType)
        (canContain SideTableType PotType)
        (canContain SideTableType PotatoType)
        (canContain SideTableType SoapBottleType)
        (canContain SideTableType SpoonType)
        (canContain SinkBasinType AppleType)
        (canContain SinkBasinType ButterKnifeType)
        (canContain SinkBasinType CupType)
        (canContain SinkBasinType DishSpongeType)
        (canContain SinkBasinType EggType)
        (canContain SinkBasinType KnifeType)
        (canContain SinkBasinType MugType)
        (canContain SinkBasinType PanType)
        (canContain SinkBasinType PlateType)
        (canContain SinkBasinType PotType)
        (canContain SinkBasinType PotatoType)
        (canContain SinkBasinType SpoonType)
        (canContain StoveBurnerType PanType)
        (canContain StoveBurnerType PotType)
        (pickupable Apple_bar__plus_00_dot_94_bar__plus_00_dot_93_bar__minus_00_dot_84)
        (pickupable Bread_bar__minus_00_dot_61_bar__plus_00_dot_06_bar__plus_01_dot_17)
        (pickupable ButterKnife_bar__plus_00_dot_57_bar__plus_00_dot_82_bar__minus_00_dot_26)
        (pickupable ButterKnife_bar__minus_00_dot_53_bar__plus_00_dot_06_bar__plus_01_dot_18)
        (pickupable Cup_bar__plus_00_dot_60_bar__plus_00_dot_97_bar__plus_00_dot_10)
        (pickupable Cup_bar__plus_01_dot_05_bar__plus_00_dot_97_bar__plus_00_dot_11)
        (pickupable DishSponge_bar__plus_00_dot_32_bar__plus_00_dot_40_bar__plus_00_dot_22)
        (pickupable Egg_bar__plus_00_dot_95_bar__plus_00_dot_97_bar__minus_00_dot_33)
        (pickupable Knife_bar__plus_00_dot_47_bar__plus_00_dot_82_bar__minus_00_dot_24)
        (pickupable Knife_bar__plus_00_dot_95_bar__plus_00_dot_97_bar__minus_00_dot_39)
        (pickupable Mug_bar__plus_00_dot_67_bar__plus_01_dot_87_bar__minus_00_dot_51)
        (pickupable Pan_bar__plus_00_dot_36_bar__plus_00_dot_40_bar__plus_00_dot_08)
        (pickupable Pan_bar__minus_01_dot_01_bar__plus_00_dot_95_bar__minus_02_dot_30)
        (pickupable PepperShaker_bar__plus_00_dot_71_bar__plus_00_dot_97_bar__minus_00_dot_23)
        (pickupable PepperShaker_bar__plus_00_dot_83_bar__plus_01_dot_87_bar__minus_00_dot_47)
        (pickupable Plate_bar__plus_00_dot_60_bar__plus_01_dot_87_bar__minus_00_dot_49)
        (pickupable Plate_bar__minus_02_dot_41_bar__plus_00_dot_02_bar__minus_03_dot_23)
        (pickupable Potato_bar__plus_00_dot_45_bar__plus_00_dot_02_bar__minus_01_dot_76)
        (pickupable Potato_bar__plus_00_dot_49_bar__plus_00_dot_02_bar__minus_02_dot_14)
        (pickupable Pot_bar__minus_00_dot_97_bar__plus_00_dot_95_bar__minus_02_dot_64)
        (pickupable SoapBottle_bar__plus_00_dot_29_bar__plus_00_dot_40_bar__minus_00_dot_73)
        (pickupable SoapBottle_bar__plus_00_dot_51_bar__plus_01_dot_87_bar__minus_00_dot_14)
        (pickupable Spoon_bar__plus_00_dot_54_bar__plus_00_dot_93_bar__minus_00_dot_45)
        (pickupable Spoon_bar__plus_00_dot_68_bar__plus_00_dot_82_bar__minus_00_dot_28)
        (pickupable Spoon_bar__plus_00_dot_76_bar__plus_00_dot_97_bar__minus_00_dot_05)
        (isReceptacleObject Cup_bar__plus_00_dot_60_bar__plus_00_dot_97_bar__plus_00_dot_10)
        (isReceptacleObject Cup_bar__plus_01_dot_05_bar__plus_00_dot_97_bar__plus_00_dot_11)
        (isReceptacleObject Mug_bar__plus_00_dot_67_bar__plus_01_dot_87_bar__minus_00_dot_51)
        (isReceptacleObject Pan_bar__plus_00_dot_36_bar__plus_00_dot_40_bar__plus_00_dot_08)
        (isReceptacleObject Pan_bar__minus_01_dot_01_bar__plus_00_dot_95_bar__minus_02_dot_30)
        (isReceptacleObject Plate_bar__plus_00_dot_60_bar__plus_01_dot_87_bar__minus_00_dot_49)
        (isReceptacleObject Plate_bar__minus_02_dot_41_bar__plus_00_dot_02_bar__minus_03_dot_23)
        (isReceptacleObject Pot_bar__minus_00_dot_97_bar__plus_00_dot_95_bar__minus_02_dot_64)
        (openable Cabinet_bar__plus_00_dot_51_bar__plus_00_dot_35_bar__plus_00_dot_16)
        (openable Cabinet_bar__plus_00_dot_72_bar__plus_01_dot_82_bar__plus_00_dot_67)
        (openable Cabinet_bar__plus_00_dot_72_bar__plus_01_dot_82_bar__minus_00_dot_40)
        (openable Drawer_bar__plus_00_dot_71_bar__plus_00_dot_77_bar__minus_00_dot_13)
        (openable Fridge_bar__plus_00_dot_68_bar__minus_00_dot_03_bar__minus_01_dot_96)
        (openable Microwave_bar__minus_02_dot_01_bar__plus_00_dot_69_bar__minus_03_dot_69)
        (cleanable Apple_bar__plus_00_dot_94_bar__plus_00_dot_93_bar__minus_00_dot_84)
        (cleanable ButterKnife_bar__plus_00_dot_57_bar__plus_00_dot_82_bar__minus_00_dot_26)
        (cleanable ButterKnife_bar__minus_00_dot_53_bar__plus_00_dot_06_bar__plus_01_dot_18)
        (cleanable Cup_bar__plus_00_dot_60_bar__plus_00_dot_97_bar__plus_00_dot_10)
        (cleanable Cup_bar__plus_01_dot_05_bar__plus_00_dot_97_bar__plus_00_dot_11)
        (cleanable DishSponge_bar__plus_00_dot_32_bar__plus_00_dot_40_bar__plus_00_dot_22)
        (cleanable Egg_bar__plus_00_dot_95_bar__plus_00_dot_97_bar__minus_00_dot_33)
        (cleanable Knife_bar__plus_00_dot_47_bar__plus_00_dot_82_bar__minus_00_dot_24)
        (cleanable Knife_bar__plus_00_dot_95_bar__plus_00_dot_97_bar__minus_00_dot_39)
        (cleanable Mug_bar__plus_00_dot_67_bar__plus_01_dot_87_bar__minus_00_dot_51)
        (cleanable Pan_bar__plus_00_dot_36_bar__plus_00_dot_40_bar__plus_00_dot_08)
        (cleanable Pan_bar__minus_01_dot_01_bar__plus_00_dot_95_bar__minus_02_dot_30)
        (cleanable Plate_bar__plus_00_dot_60_bar__plus_01_dot_87_bar__minus_00_dot_49)
        (cleanable Plate_bar__minus_02_dot_41_bar__plus_00_dot_02_bar__minus_03_dot_23)
        (cleanable Potato_bar__plus_00_dot_45_bar__plus_00_dot_02_bar__minus_01_dot_76)
        (cleanable Potato_bar__plus_00_dot_49_bar__plus_00_dot_02_bar__minus_02_dot_14)
        (cleanable Pot_bar__minus_00_dot_97_bar__plus_00_dot_95_bar__minus_02_dot_64)
        (cleanable Spoon_bar__plus_00_dot_54_bar__plus_00_dot_93_bar__minus_00_dot_45)
        (cleanable Spoon_bar__plus_00_dot_68_bar__plus_00_dot_82_bar__minus_00_dot_28)
        (cleanable Spoon_bar__plus_00_dot_76_bar__plus_00_dot_97_bar__minus_00_dot_05)
        (heatable Apple_bar__plus_00_dot_94_bar__plus_00_dot_93_bar__minus_00_dot_84)
        (heatable Bread_bar__minus_00_dot_61_bar__plus_00_dot_06_bar__plus_01_dot_17)
        (heatable Cup_bar__plus_00_dot_60_bar__plus_00_dot_97_bar__plus_00_dot_10)
        (heatable Cup_bar__plus_01_dot_05_bar__plus_00_dot_97_bar__plus_00_dot_11)
        (heatable Egg_bar__plus_00_dot_95_bar__plus_00_dot_97_bar__minus_00_dot_33)
        (heatable Mug_bar__plus_00_dot_67_bar__plus_01_dot_87_bar__minus_00_dot_51)
        (heatable Plate_bar__plus_00_dot_60_bar__plus_01_dot_87_bar__minus_00_dot_49)
        (heatable Plate_bar__minus_02_dot_41_bar__plus_00_dot_02_bar__minus_03_dot_23)
        (heatable Potato_bar__plus_00_dot_45_bar__plus_00_dot_02_bar__minus_01_dot_76)
        (heatable Potato_bar__plus_00_dot_49_bar__plus_00_dot_02_bar__minus_02_dot_14)
        (coolable Apple_bar__plus_00_dot_94_bar__plus_00_dot_93_bar__minus_00_dot_84)
        (coolable Bread_bar__minus_00_dot_61_bar__plus_00_dot_06_bar__plus_01_dot_17)
        (coolable Cup_bar__plus_00_dot_60_bar__plus_00_dot_97_bar__plus_00_dot_10)
        (coolable Cup_bar__plus_01_dot_05_bar__plus_00_dot_97_bar__plus_00_dot_11)
        (coolable Egg_bar__plus_00_dot_95_bar__plus_00_dot_97_bar__minus_00_dot_33)
        (coolable Mug_bar__plus_00_dot_67_bar__plus_01_dot_87_bar__minus_00_dot_51)
        (coolable Pan_bar__plus_00_dot_36_bar__plus_00_dot_40_bar__plus_00_dot_08)
        (coolable Pan_bar__minus_01_dot_01_bar__plus_00_dot_95_bar__minus_02_dot_30)
        (coolable Plate_bar__plus_00_dot_60_bar__plus_01_dot_87_bar__minus_00_dot_49)
        (coolable Plate_bar__minus_02_dot_41_bar__plus_00_dot_02_bar__minus_03_dot_23)
        (coolable Potato_bar__plus_00_dot_45_bar__plus_00_dot_02_bar__minus_01_dot_76)
        (coolable Potato_bar__plus_00_dot_49_bar__plus_00_dot_02_bar__minus_02_dot_14)
        (coolable Pot_bar__minus_00_dot_97_bar__plus_00_dot_95_bar__minus_02_dot_64)
        (sliceable Apple_bar__plus_00_dot_94_bar__plus_00_dot_93_bar__minus_00_dot_84)
        (sliceable Bread_bar__minus_00_dot_61_bar__plus_00_dot_06_bar__plus_01_dot_17)
        (sliceable Egg_bar__plus_00_dot_95_bar__plus_00_dot_97_bar__minus_00_dot_33)
        (sliceable Potato_bar__plus_00_dot_45_bar__plus_00_dot_02_bar__minus_01_dot_76)
        (sliceable Potato_bar__plus_00_dot_49_bar__plus_00_dot_02_bar__minus_02_dot_14)
        (inReceptacle Apple_bar__plus_00_dot_94_bar__plus_00_dot_93_bar__minus_00_dot_84 Sink_bar__plus_00_dot_75_bar__plus_00_dot_88_bar__minus_00_dot_68_bar_SinkBasin)
        (inReceptacle Bread_bar__minus_00_dot_61_bar__plus_00_dot_06_bar__plus_01_dot_17 DiningTable_bar__minus_00_dot_52_bar__plus_00_dot_01_bar__plus_00_dot_95)
        (inReceptacle ButterKnife_bar__plus_00_dot_57_bar__plus_00_dot_82_bar__minus_00_dot_26 Drawer_bar__plus_00_dot_71_bar__plus_00_dot_77_bar__minus_00_dot_13)
        (inReceptacle ButterKnife_bar__minus_00_dot_53_bar__plus_00_dot_06_bar__plus_01_dot_18 DiningTable_bar__minus_00_dot_52_bar__plus_00_dot_01_bar__plus_00_dot_95)
        (inReceptacle Cup_bar__plus_00_dot_60_bar__plus_00_dot_97_bar__plus_00_dot_10 CounterTop_bar__plus_00_dot_79_bar__plus_00_dot_92_bar__minus_00_dot_11)
        (inReceptacle Cup_bar__plus_01_dot_05_bar__plus_00_dot_97_bar__plus_00_dot_11 CounterTop_bar__plus_00_dot_79_bar__plus_00_dot_92_bar__minus_00_dot_11)
        (inReceptacle DishSponge_bar__plus_00_dot_32_bar__plus_00_dot_40_bar__plus_00_dot_22 Cabinet_bar__plus_00_dot_51_bar__plus_00_dot_35_bar__plus_00_dot_16)
        (inReceptacle Egg_bar__plus_00_dot_95_bar__plus_00_dot_97_bar__minus_00_dot_33 CounterTop_bar__plus_00_dot_79_bar__plus_00_dot_92_bar__minus_00_dot_11)
        (inReceptacle Knife_bar__plus_00_dot_47_bar__plus_00_dot_82_bar__minus_00_dot_24 Drawer_bar__plus_00_dot_71_bar__plus_00_dot_77_bar__minus_00_dot_13)
        (inReceptacle Knife_bar__plus_00_dot_95_bar__plus_00_dot_97_bar__minus_00_dot_39 CounterTop_bar__plus_00_dot_79_bar__plus_00_dot_92_bar__minus_00_dot_11)
        (inReceptacle Mug_bar__plus_00_dot_67_bar__plus_01_dot_87_bar__minus_00_dot_51 Cabinet_bar__plus_00_dot_72_bar__plus_01_dot_82_bar__minus_00_dot_40)
        (inReceptacle Pan_bar__plus_00_dot_36_bar__plus_00_dot_40_bar__plus_00_dot_08 Cabinet_bar__plus_00_dot_51_bar__plus_00_dot_35_bar__plus_00_dot_16)
        (inReceptacle Pan_bar__minus_01_dot_01_bar__plus_00_dot_95_bar__minus_02_dot_30 StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__minus_02_dot_35)
        (inReceptacle PepperShaker_bar__plus_00_dot_71_bar__plus_00_dot_97_bar__minus_00_dot_23 CounterTop_bar__plus_00_dot_79_bar__plus_00_dot_92_bar__minus_00_dot_11)
        (inReceptacle PepperShaker_bar__plus_00_dot_83_bar__plus_01_dot_87_bar__minus_00_dot_47 Cabinet_bar__plus_00_dot_72_bar__plus_01_dot_82_bar__minus_00_dot_40)
        (inReceptacle Plate_bar__plus_00_dot_60_bar__plus_01_dot_87_bar__minus_00_dot_49 Cabinet_bar__plus_00_dot_72_bar__plus_01_dot_82_bar__minus_00_dot_40)
        (inReceptacle Plate_bar__minus_02_dot_41_bar__plus_00_dot_02_bar__minus_03_dot_23 DiningTable_bar__minus_02_dot_17_bar__minus_00_dot_03_bar__minus_03_dot_37)
        (inReceptacle Potato_bar__plus_00_dot_45_bar__plus_00_dot_02_bar__minus_01_dot_76 Fridge_bar__plus_00_dot_68_bar__minus_00_dot_03_bar__minus_01_dot_96)
        (inReceptacle Potato_bar__plus_00_dot_49_bar__plus_00_dot_02_bar__minus_02_dot_14 Fridge_bar__plus_00_dot_68_bar__minus_00_dot_03_bar__minus_01_dot_96)
        (inReceptacle Pot_bar__minus_00_dot_97_bar__plus_00_dot_95_bar__minus_02_dot_64 StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__minus_02_dot_35)
        (inReceptacle SoapBottle_bar__plus_00_dot_29_bar__plus_00_dot_40_bar__minus_00_dot_73 Cabinet_bar__plus_00_dot_51_bar__plus_00_dot_35_bar__minus_00_dot_43)
        (inReceptacle SoapBottle_bar__plus_00_dot_51_bar__plus_01_dot_87_bar__minus_00_dot_14 Cabinet_bar__plus_00_dot_72_bar__plus_01_dot_82_bar__minus_00_dot_40)
        (inReceptacle Spoon_bar__plus_00_dot_54_bar__plus_00_dot_93_bar__minus_00_dot_45 Sink_bar__plus_00_dot_75_bar__plus_00_dot_88_bar__minus_00_dot_68_bar_SinkBasin)
        (inReceptacle Spoon_bar__plus_00_dot_68_bar__plus_00_dot_82_bar__minus_00_dot_28 Drawer_bar__plus_00_dot_71_bar__plus_00_dot_77_bar__minus_00_dot_13)
        (inReceptacle Spoon_bar__plus_00_dot_76_bar__plus_00_dot_97_bar__minus_00_dot_05 CounterTop_bar__plus_00_dot_79_bar__plus_00_dot_92_bar__minus_00_dot_11)
        (receptacleAtLocation Cabinet_bar__plus_00_dot_51_bar__plus_00_dot_35_bar__plus_00_dot_16 loc_bar__minus_2_bar_1_bar_1_bar_30)
        (receptacleAtLocation Cabinet_bar__plus_00_dot_51_bar__plus_00_dot_35_bar__minus_00_dot_43 loc_bar__minus_2_bar__minus_1_bar_1_bar_30)
        (receptacleAtLocation Cabinet_bar__plus_00_dot_72_bar__plus_01_dot_82_bar__plus_00_dot_67 loc_bar_1_bar_1_bar_1_bar_0)
        (receptacleAtLocation Cabinet_bar__plus_00_dot_72_bar__plus_01_dot_82_bar__minus_00_dot_40 loc_bar_1_bar_0_bar_1_bar_0)
        (receptacleAtLocation CoffeeMachine_bar__minus_01_dot_00_bar_00_dot_00_bar_00_dot_00 loc_bar__minus_6_bar_0_bar_1_bar_30)
        (receptacleAtLocation CounterTop_bar__plus_00_dot_79_bar__plus_00_dot_92_bar__minus_00_dot_11 loc_bar_1_bar_0_bar_1_bar_30)
        (receptacleAtLocation DiningTable_bar__minus_00_dot_52_bar__plus_00_dot_01_bar__plus_00_dot_95 loc_bar_0_bar_1_bar_0_bar_30)
        (receptacleAtLocation DiningTable_bar__minus_01_dot_73_bar__minus_00_dot_03_bar__minus_00_dot_96 loc_bar__minus_4_bar__minus_5_bar_3_bar_30)
        (receptacleAtLocation DiningTable_bar__minus_02_dot_17_bar__minus_00_dot_03_bar__minus_03_dot_37 loc_bar__minus_7_bar__minus_11_bar_2_bar_30)
        (receptacleAtLocation Drawer_bar__plus_00_dot_71_bar__plus_00_dot_77_bar__minus_00_dot_13 loc_bar__minus_1_bar__minus_1_bar_1_bar_30)
        (receptacleAtLocation Fridge_bar__plus_00_dot_68_bar__minus_00_dot_03_bar__minus_01_dot_96 loc_bar__minus_1_bar__minus_8_bar_1_bar_30)
        (receptacleAtLocation GarbageCan_bar__minus_00_dot_75_bar_00_dot_00_bar__minus_02_dot_75 loc_bar__minus_1_bar__minus_11_bar_3_bar_30)
        (receptacleAtLocation Microwave_bar__minus_02_dot_01_bar__plus_00_dot_69_bar__minus_03_dot_69 loc_bar__minus_7_bar__minus_11_bar_2_bar_30)
        (receptacleAtLocation SideTable_bar__plus_00_dot_77_bar__plus_00_dot_70_bar__plus_00_dot_45 loc_bar__minus_1_bar_1_bar_1_bar_30)
        (receptacleAtLocation Sink_bar__plus_00_dot_75_bar__plus_00_dot_88_bar__minus_00_dot_68_bar_SinkBasin loc_bar_1_bar__minus_2_bar_1_bar_30)
        (receptacleAtLocation StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__minus_02_dot_15 loc_bar__minus_3_bar__minus_11_bar_3_bar_45)
        (receptacleAtLocation StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__minus_02_dot_35 loc_bar__minus_3_bar__minus_11_bar_3_bar_45)
        (receptacleAtLocation StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__minus_02_dot_55 loc_bar__minus_3_bar__minus_11_bar_3_bar_30)
        (receptacleAtLocation StoveBurner_bar__minus_01_dot_25_bar__plus_00_dot_90_bar__minus_02_dot_75 loc_bar__minus_3_bar__minus_11_bar_3_bar_30)
        (receptacleAtLocation Toaster_bar__minus_01_dot_25_bar_00_dot_00_bar__minus_03_dot_00 loc_bar__minus_3_bar__minus_12_bar_3_bar_30)
        (objectAtLocation Apple_bar__plus_00_dot_94_bar__plus_00_dot_93_bar__minus_00_dot_84 loc_bar_1_bar__minus_2_bar_1_bar_30)
        (objectAtLocation Blinds_bar__minus_00_dot_06_bar__plus_00_dot_14_bar__minus_00_dot_76 loc_bar_0_bar__minus_3_bar_0_bar_30)
        (objectAtLocation Bread_bar__minus_00_dot_61_bar__plus_00_dot_06_bar__plus_01_dot_17 loc_bar_0_bar_1_bar_0_bar_30)
        (objectAtLocation ButterKnife_bar__plus_00_dot_57_bar__plus_00_dot_82_bar__minus_00_dot_26 loc_bar__minus_1_bar__minus_1_bar_1_bar_30)
        (objectAtLocation ButterKnife_bar__minus_00_dot_53_bar__plus_00_dot_06_bar__plus_01_dot_18 loc_bar_0_bar_1_bar_0_bar_30)
        (objectAtLocation Cup_bar__plus_00_dot_60_bar__plus_00_dot_97_bar__plus_00_dot_10 loc_bar_1_bar_0_bar_1_bar_30)
        (objectAtLocation Cup_bar__plus_01_dot_05_bar__plus_00_dot_97_bar__plus_00_dot_11 loc_bar_1_bar_0_bar_1_bar_30)
        (objectAtLocation DishSponge_bar__plus_00_dot_32_bar__plus_00_dot_40_bar__plus_00_dot_22 loc_bar__minus_2_bar_1_bar_1_bar_30)
        (objectAtLocation Egg_bar__plus_00_dot_95_bar__plus_00_dot_97_bar__minus_00_dot_33 loc_bar_1_bar_0_bar_1_bar_30)
        (objectAtLocation Knife_bar__plus_00_dot_47_bar__plus_00_dot_82_bar__minus_00_dot_24 loc_bar__minus_1_bar__minus_1_bar_1_bar_30)
        (objectAtLocation Knife_bar__plus_00_dot_95_bar__plus_00_dot_97_bar__minus_00_dot_39 loc_bar_1_bar_0_bar_1_bar_30)
        (objectAtLocation LightSwitch_bar__minus_01_dot_15_bar__plus_01_dot_05_bar__minus_03_dot_16 loc_bar__minus_6_bar__minus_11_bar_0_bar_30)
        (objectAtLocation Mirror_bar__minus_00_dot_41_bar__plus_00_dot_51_bar__minus_03_dot_69 loc_bar__minus_2_bar__minus_13_bar_0_bar_30)
        (objectAtLocation Mug_bar__plus_00_dot_67_bar__plus_01_dot_87_bar__minus_00_dot_51 loc_bar_1_bar_0_bar_1_bar_0)
        (objectAtLocation Pan_bar__plus_00_dot_36_bar__plus_00_dot_40_bar__plus_00_dot_08 loc_bar__minus_2_bar_1_bar_1_bar_30)
        (objectAtLocation Pan_bar__minus_01_dot_01_bar__plus_00_dot_95_bar__minus_02_dot_30 loc_bar__minus_3_bar__minus_11_bar_3_bar_45)
        (objectAtLocation PepperShaker_bar__plus_00_dot_71_bar__plus_00_dot_97_bar__minus_00_dot_23 loc_bar_1_bar_0_bar_1_bar_30)
        (objectAtLocation PepperShaker_bar__plus_00_dot_83_bar__plus_01_dot_87_bar__minus_00_dot_47 loc_bar_1_bar_0_bar_1_bar_0)
        (objectAtLocation Plate_bar__plus_00_dot_60_bar__plus_01_dot_87_bar__minus_00_dot_49 loc_bar_1_bar_0_bar_1_bar_0)
        (objectAtLocation Plate_bar__minus_02_dot_41_bar__plus_00_dot_02_bar__minus_03_dot_23 loc_bar__minus_7_bar__minus_11_bar_2_bar_30)
        (objectAtLocation Potato_bar__plus_00_dot_45_bar__plus_00_dot_02_bar__minus_01_dot_76 loc_bar__minus_1_bar__minus_8_bar_1_bar_30)
        (objectAtLocation Potato_bar__plus_00_dot_49_bar__plus_00_dot_02_bar__minus_02_dot_14 loc_bar__minus_1_bar__minus_8_bar_1_bar_30)
        (objectAtLocation Pot_bar__minus_00_dot_97_bar__plus_00_dot_95_bar__minus_02_dot_64 loc_bar__minus_3_bar__minus_11_bar_3_bar_45)
        (objectAtLocation Sink_bar__minus_00_dot_89_bar__plus_01_dot_00_bar__minus_00_dot_70 loc_bar__minus_4_bar__minus_3_bar_1_bar_30)
        (objectAtLocation SoapBottle_bar__plus_00_dot_29_bar__plus_00_dot_40_bar__minus_00_dot_73 loc_bar__minus_2_bar__minus_1_bar_1_bar_30)
        (objectAtLocation SoapBottle_bar__plus_00_dot_51_bar__plus_01_dot_87_bar__minus_00_dot_14 loc_bar_1_bar_0_bar_1_bar_0)
        (objectAtLocation Spoon_bar__plus_00_dot_54_bar__plus_00_dot_93_bar__minus_00_dot_45 loc_bar_1_bar__minus_2_bar_1_bar_30)
        (objectAtLocation Spoon_bar__plus_00_dot_68_bar__plus_00_dot_82_bar__minus_00_dot_28 loc_bar__minus_1_bar__minus_1_bar_1_bar_30)
        (objectAtLocation Spoon_bar__plus_00_dot_76_bar__plus_00_dot_97_bar__minus_00_dot_05 loc_bar_1_bar_0_bar_1_bar_30)
        )

        (:goal
            (and
                (exists (?r - receptacle)
                    (exists (?o - object)
                        (and
                            (coolable ?o)
                            (objectType ?o AppleType)
                            (receptacleType ?r CounterTopType)
                            (isCool ?o)
                            (inReceptacle ?o ?r)
                        )
                    )
                )
            )
        )
    )
    