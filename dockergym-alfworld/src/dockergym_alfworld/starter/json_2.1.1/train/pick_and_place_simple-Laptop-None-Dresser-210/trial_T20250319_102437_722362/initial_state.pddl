
(define (problem plan_trial_T20250319_102437_722362)
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
        Box_bar__minus_04_dot_09_bar__plus_00_dot_06_bar__plus_00_dot_50 - object
        Box_bar__minus_06_dot_80_bar__plus_00_dot_06_bar__plus_00_dot_01 - object
        Chair_bar__minus_04_dot_84_bar__plus_01_dot_97_bar__plus_02_dot_48 - object
        Chair_bar__minus_05_dot_27_bar__plus_00_dot_49_bar__plus_03_dot_44 - object
        Chair_bar__minus_06_dot_27_bar__plus_01_dot_46_bar__plus_02_dot_95 - object
        CreditCard_bar__minus_02_dot_36_bar__plus_00_dot_81_bar__plus_03_dot_92 - object
        CreditCard_bar__minus_02_dot_67_bar__plus_00_dot_05_bar__plus_04_dot_03 - object
        DeskLamp_bar__minus_00_dot_04_bar__plus_00_dot_06_bar__plus_04_dot_17 - object
        HousePlant_bar__minus_04_dot_43_bar__plus_00_dot_06_bar__plus_00_dot_55 - object
        KeyChain_bar__minus_04_dot_40_bar__plus_00_dot_06_bar__plus_01_dot_47 - object
        Laptop_bar__minus_04_dot_40_bar__plus_00_dot_06_bar__plus_00_dot_45 - object
        LightSwitch_bar__minus_06_dot_71_bar__plus_00_dot_19_bar__plus_01_dot_56 - object
        Newspaper_bar__minus_02_dot_31_bar__plus_00_dot_32_bar__plus_04_dot_37 - object
        Newspaper_bar__minus_02_dot_58_bar__plus_00_dot_07_bar__plus_00_dot_01 - object
        Newspaper_bar__minus_02_dot_81_bar__plus_00_dot_05_bar__plus_04_dot_38 - object
        Painting_bar__minus_06_dot_45_bar__plus_01_dot_63_bar__plus_03_dot_08 - object
        Pillow_bar__minus_02_dot_79_bar__plus_00_dot_07_bar__plus_00_dot_47 - object
        RemoteControl_bar__minus_04_dot_12_bar__plus_00_dot_06_bar__plus_01_dot_31 - object
        RemoteControl_bar__minus_04_dot_51_bar__plus_00_dot_06_bar__plus_01_dot_39 - object
        Statue_bar__minus_02_dot_69_bar__plus_00_dot_05_bar__plus_04_dot_05 - object
        Television_bar__minus_00_dot_03_bar__plus_00_dot_06_bar__plus_04_dot_00 - object
        Watch_bar__minus_02_dot_60_bar__plus_00_dot_05_bar__plus_04_dot_58 - object
        Watch_bar__minus_02_dot_70_bar__plus_00_dot_05_bar__plus_04_dot_23 - object
        WateringCan_bar__minus_02_dot_78_bar__plus_00_dot_80_bar__plus_04_dot_30 - object
        WateringCan_bar__minus_06_dot_92_bar__plus_00_dot_06_bar__minus_00_dot_13 - object
        Window_bar__minus_05_dot_47_bar__plus_01_dot_39_bar__plus_00_dot_09 - object
        ArmChair_bar__minus_04_dot_39_bar__plus_00_dot_01_bar__plus_01_dot_40 - receptacle
        CoffeeTable_bar__minus_04_dot_29_bar__plus_00_dot_01_bar__plus_00_dot_41 - receptacle
        CoffeeTable_bar__minus_06_dot_72_bar__plus_00_dot_01_bar__plus_00_dot_00 - receptacle
        Drawer_bar__minus_00_dot_35_bar__plus_00_dot_21_bar__plus_03_dot_79 - receptacle
        Drawer_bar__minus_00_dot_35_bar__plus_00_dot_21_bar__plus_04_dot_23 - receptacle
        Drawer_bar__minus_00_dot_35_bar__plus_00_dot_59_bar__plus_03_dot_79 - receptacle
        Drawer_bar__minus_00_dot_35_bar__plus_00_dot_59_bar__plus_04_dot_23 - receptacle
        Drawer_bar__minus_02_dot_29_bar__plus_00_dot_27_bar__plus_04_dot_17 - receptacle
        Drawer_bar__minus_02_dot_29_bar__plus_00_dot_76_bar__plus_04_dot_17 - receptacle
        Drawer_bar__minus_02_dot_84_bar__plus_00_dot_27_bar__plus_04_dot_17 - receptacle
        Drawer_bar__minus_02_dot_84_bar__plus_00_dot_75_bar__plus_04_dot_17 - receptacle
        Dresser_bar__minus_00_dot_24_bar__plus_00_dot_01_bar__plus_04_dot_01 - receptacle
        Dresser_bar__minus_02_dot_56_bar__plus_00_dot_00_bar__plus_04_dot_30 - receptacle
        GarbageCan_bar__minus_03_dot_75_bar_00_dot_00_bar__plus_01_dot_50 - receptacle
        Ottoman_bar__minus_01_dot_77_bar__plus_00_dot_01_bar__plus_01_dot_81 - receptacle
        Sofa_bar__minus_02_dot_53_bar__plus_00_dot_02_bar__plus_00_dot_26 - receptacle
        loc_bar__minus_26_bar_6_bar_2_bar_30 - location
        loc_bar__minus_26_bar_7_bar_0_bar_30 - location
        loc_bar__minus_25_bar_4_bar_2_bar_30 - location
        loc_bar__minus_25_bar_10_bar_3_bar_30 - location
        loc_bar__minus_25_bar_13_bar_2_bar_30 - location
        loc_bar__minus_22_bar_1_bar_1_bar_30 - location
        loc_bar__minus_21_bar_3_bar_1_bar_30 - location
        loc_bar__minus_21_bar_14_bar_0_bar_30 - location
        loc_bar__minus_18_bar_11_bar_3_bar_30 - location
        loc_bar__minus_16_bar_15_bar_1_bar_30 - location
        loc_bar__minus_14_bar_15_bar_1_bar_30 - location
        loc_bar__minus_13_bar_5_bar_3_bar_30 - location
        loc_bar__minus_13_bar_6_bar_3_bar_30 - location
        loc_bar__minus_13_bar_15_bar_1_bar_30 - location
        loc_bar__minus_12_bar_6_bar_1_bar_30 - location
        loc_bar__minus_12_bar_15_bar_1_bar_30 - location
        loc_bar__minus_11_bar_7_bar_2_bar_30 - location
        loc_bar__minus_11_bar_15_bar_0_bar_30 - location
        loc_bar__minus_6_bar_13_bar_1_bar_30 - location
        loc_bar__minus_6_bar_15_bar_1_bar_30 - location
        loc_bar__minus_5_bar_14_bar_1_bar_30 - location
        loc_bar__minus_5_bar_15_bar_1_bar_30 - location
        loc_bar__minus_4_bar_16_bar_1_bar_30 - location
        )

(:init
        (atLocation agent1 loc_bar__minus_26_bar_6_bar_2_bar_30)
        (receptacleType ArmChair_bar__minus_04_dot_39_bar__plus_00_dot_01_bar__plus_01_dot_40 ArmChairType)
        (receptacleType CoffeeTable_bar__minus_04_dot_29_bar__plus_00_dot_01_bar__plus_00_dot_41 CoffeeTableType)
        (receptacleType CoffeeTable_bar__minus_06_dot_72_bar__plus_00_dot_01_bar__plus_00_dot_00 CoffeeTableType)
        (receptacleType Drawer_bar__minus_00_dot_35_bar__plus_00_dot_21_bar__plus_03_dot_79 DrawerType)
        (receptacleType Drawer_bar__minus_00_dot_35_bar__plus_00_dot_21_bar__plus_04_dot_23 DrawerType)
        (receptacleType Drawer_bar__minus_00_dot_35_bar__plus_00_dot_59_bar__plus_03_dot_79 DrawerType)
        (receptacleType Drawer_bar__minus_00_dot_35_bar__plus_00_dot_59_bar__plus_04_dot_23 DrawerType)
        (receptacleType Drawer_bar__minus_02_dot_29_bar__plus_00_dot_27_bar__plus_04_dot_17 DrawerType)
        (receptacleType Drawer_bar__minus_02_dot_29_bar__plus_00_dot_76_bar__plus_04_dot_17 DrawerType)
        (receptacleType Drawer_bar__minus_02_dot_84_bar__plus_00_dot_27_bar__plus_04_dot_17 DrawerType)
        (receptacleType Drawer_bar__minus_02_dot_84_bar__plus_00_dot_75_bar__plus_04_dot_17 DrawerType)
        (receptacleType Dresser_bar__minus_00_dot_24_bar__plus_00_dot_01_bar__plus_04_dot_01 DresserType)
        (receptacleType Dresser_bar__minus_02_dot_56_bar__plus_00_dot_00_bar__plus_04_dot_30 DresserType)
        (receptacleType GarbageCan_bar__minus_03_dot_75_bar_00_dot_00_bar__plus_01_dot_50 GarbageCanType)
        (receptacleType Ottoman_bar__minus_01_dot_77_bar__plus_00_dot_01_bar__plus_01_dot_81 OttomanType)
        (receptacleType Sofa_bar__minus_02_dot_53_bar__plus_00_dot_02_bar__plus_00_dot_26 SofaType)
        (objectType Box_bar__minus_04_dot_09_bar__plus_00_dot_06_bar__plus_00_dot_50 BoxType)
        (objectType Box_bar__minus_06_dot_80_bar__plus_00_dot_06_bar__plus_00_dot_01 BoxType)
        (objectType Chair_bar__minus_04_dot_84_bar__plus_01_dot_97_bar__plus_02_dot_48 ChairType)
        (objectType Chair_bar__minus_05_dot_27_bar__plus_00_dot_49_bar__plus_03_dot_44 ChairType)
        (objectType Chair_bar__minus_06_dot_27_bar__plus_01_dot_46_bar__plus_02_dot_95 ChairType)
        (objectType CreditCard_bar__minus_02_dot_36_bar__plus_00_dot_81_bar__plus_03_dot_92 CreditCardType)
        (objectType CreditCard_bar__minus_02_dot_67_bar__plus_00_dot_05_bar__plus_04_dot_03 CreditCardType)
        (objectType DeskLamp_bar__minus_00_dot_04_bar__plus_00_dot_06_bar__plus_04_dot_17 DeskLampType)
        (objectType HousePlant_bar__minus_04_dot_43_bar__plus_00_dot_06_bar__plus_00_dot_55 HousePlantType)
        (objectType KeyChain_bar__minus_04_dot_40_bar__plus_00_dot_06_bar__plus_01_dot_47 KeyChainType)
        (objectType Laptop_bar__minus_04_dot_40_bar__plus_00_dot_06_bar__plus_00_dot_45 LaptopType)
        (objectType LightSwitch_bar__minus_06_dot_71_bar__plus_00_dot_19_bar__plus_01_dot_56 LightSwitchType)
        (objectType Newspaper_bar__minus_02_dot_31_bar__plus_00_dot_32_bar__plus_04_dot_37 NewspaperType)
        (objectType Newspaper_bar__minus_02_dot_58_bar__plus_00_dot_07_bar__plus_00_dot_01 NewspaperType)
        (objectType Newspaper_bar__minus_02_dot_81_bar__plus_00_dot_05_bar__plus_04_dot_38 NewspaperType)
        (objectType Painting_bar__minus_06_dot_45_bar__plus_01_dot_63_bar__plus_03_dot_08 PaintingType)
        (objectType Pillow_bar__minus_02_dot_79_bar__plus_00_dot_07_bar__plus_00_dot_47 PillowType)
        (objectType RemoteControl_bar__minus_04_dot_12_bar__plus_00_dot_06_bar__plus_01_dot_31 RemoteControlType)
        (objectType RemoteControl_bar__minus_04_dot_51_bar__plus_00_dot_06_bar__plus_01_dot_39 RemoteControlType)
        (objectType Statue_bar__minus_02_dot_69_bar__plus_00_dot_05_bar__plus_04_dot_05 StatueType)
        (objectType Television_bar__minus_00_dot_03_bar__plus_00_dot_06_bar__plus_04_dot_00 TelevisionType)
        (objectType Watch_bar__minus_02_dot_60_bar__plus_00_dot_05_bar__plus_04_dot_58 WatchType)
        (objectType Watch_bar__minus_02_dot_70_bar__plus_00_dot_05_bar__plus_04_dot_23 WatchType)
        (objectType WateringCan_bar__minus_02_dot_78_bar__plus_00_dot_80_bar__plus_04_dot_30 WateringCanType)
        (objectType WateringCan_bar__minus_06_dot_92_bar__plus_00_dot_06_bar__minus_00_dot_13 WateringCanType)
        (objectType Window_bar__minus_05_dot_47_bar__plus_01_dot_39_bar__plus_00_dot_09 WindowType)
        (canContain ArmChairType BoxType)
        (canContain ArmChairType CreditCardType)
        (canContain ArmChairType KeyChainType)
        (canContain ArmChairType LaptopType)
        (canContain ArmChairType NewspaperType)
        (canContain ArmChairType PillowType)
        (canContain ArmChairType RemoteControlType)
        (canContain CoffeeTableType BoxType)
        (canContain CoffeeTableType CreditCardType)
        (canContain CoffeeTableType KeyChainType)
        (canContain CoffeeTableType LaptopType)
        (canContain CoffeeTableType NewspaperType)
        (canContain CoffeeTableType RemoteControlType)
        (canContain CoffeeTableType StatueType)
        (canContain CoffeeTableType WatchType)
        (canContain CoffeeTableType WateringCanType)
        (canContain DrawerType CreditCardType)
        (canContain DrawerType KeyChainType)
        (canContain DrawerType NewspaperType)
        (canContain DrawerType RemoteControlType)
        (canContain DrawerType WatchType)
        (canContain DrawerType WateringCanType)
        (canContain DresserType BoxType)
        (canContain DresserType CreditCardType)
        (canContain DresserType KeyChainType)
        (canContain DresserType LaptopType)
        (canContain DresserType NewspaperType)
        (canContain DresserType RemoteControlType)
        (canContain DresserType StatueType)
        (canContain DresserType WatchType)
        (canContain DresserType WateringCanType)
        (canContain GarbageCanType NewspaperType)
        (canContain OttomanType BoxType)
        (canContain OttomanType CreditCardType)
        (canContain OttomanType KeyChainType)
        (canContain OttomanType LaptopType)
        (canContain OttomanType NewspaperType)
        (canContain OttomanType PillowType)
        (canContain OttomanType RemoteControlType)
        (canContain SofaType BoxType)
        (canContain SofaType CreditCardType)
        (canContain SofaType KeyChainType)
        (canContain SofaType LaptopType)
        (canContain SofaType NewspaperType)
        (canContain SofaType PillowType)
        (canContain SofaType RemoteControlType)
        (pickupable Box_bar__minus_04_dot_09_bar__plus_00_dot_06_bar__plus_00_dot_50)
        (pickupable Box_bar__minus_06_dot_80_bar__plus_00_dot_06_bar__plus_00_dot_01)
        (pickupable CreditCard_bar__minus_02_dot_36_bar__plus_00_dot_81_bar__plus_03_dot_92)
        (pickupable CreditCard_bar__minus_02_dot_67_bar__plus_00_dot_05_bar__plus_04_dot_03)
        (pickupable KeyChain_bar__minus_04_dot_40_bar__plus_00_dot_06_bar__plus_01_dot_47)
        (pickupable Laptop_bar__minus_04_dot_40_bar__plus_00_dot_06_bar__plus_00_dot_45)
        (pickupable Newspaper_bar__minus_02_dot_31_bar__plus_00_dot_32_bar__plus_04_dot_37)
        (pickupable Newspaper_bar__minus_02_dot_58_bar__plus_00_dot_07_bar__plus_00_dot_01)
        (pickupable Newspaper_bar__minus_02_dot_81_bar__plus_00_dot_05_bar__plus_04_dot_38)
        (pickupable Pillow_bar__minus_02_dot_79_bar__plus_00_dot_07_bar__plus_00_dot_47)
        (pickupable RemoteControl_bar__minus_04_dot_12_bar__plus_00_dot_06_bar__plus_01_dot_31)
        (pickupable RemoteControl_bar__minus_04_dot_51_bar__plus_00_dot_06_bar__plus_01_dot_39)
        (pickupable Statue_bar__minus_02_dot_69_bar__plus_00_dot_05_bar__plus_04_dot_05)
        (pickupable Watch_bar__minus_02_dot_60_bar__plus_00_dot_05_bar__plus_04_dot_58)
        (pickupable Watch_bar__minus_02_dot_70_bar__plus_00_dot_05_bar__plus_04_dot_23)
        (pickupable WateringCan_bar__minus_02_dot_78_bar__plus_00_dot_80_bar__plus_04_dot_30)
        (pickupable WateringCan_bar__minus_06_dot_92_bar__plus_00_dot_06_bar__minus_00_dot_13)
        (isReceptacleObject Box_bar__minus_04_dot_09_bar__plus_00_dot_06_bar__plus_00_dot_50)
        (isReceptacleObject Box_bar__minus_06_dot_80_bar__plus_00_dot_06_bar__plus_00_dot_01)
        (openable Drawer_bar__minus_00_dot_35_bar__plus_00_dot_21_bar__plus_03_dot_79)
        (openable Drawer_bar__minus_00_dot_35_bar__plus_00_dot_21_bar__plus_04_dot_23)
        (openable Drawer_bar__minus_00_dot_35_bar__plus_00_dot_59_bar__plus_03_dot_79)
        (openable Drawer_bar__minus_00_dot_35_bar__plus_00_dot_59_bar__plus_04_dot_23)
        (openable Drawer_bar__minus_02_dot_29_bar__plus_00_dot_27_bar__plus_04_dot_17)
        (openable Drawer_bar__minus_02_dot_84_bar__plus_00_dot_27_bar__plus_04_dot_17)
        (openable Drawer_bar__minus_02_dot_84_bar__plus_00_dot_75_bar__plus_04_dot_17)
        (toggleable DeskLamp_bar__minus_00_dot_04_bar__plus_00_dot_06_bar__plus_04_dot_17)
        (inReceptacle Box_bar__minus_04_dot_09_bar__plus_00_dot_06_bar__plus_00_dot_50 CoffeeTable_bar__minus_04_dot_29_bar__plus_00_dot_01_bar__plus_00_dot_41)
        (inReceptacle Box_bar__minus_06_dot_80_bar__plus_00_dot_06_bar__plus_00_dot_01 CoffeeTable_bar__minus_06_dot_72_bar__plus_00_dot_01_bar__plus_00_dot_00)
        (inReceptacle CreditCard_bar__minus_02_dot_36_bar__plus_00_dot_81_bar__plus_03_dot_92 Drawer_bar__minus_02_dot_29_bar__plus_00_dot_76_bar__plus_04_dot_17)
        (inReceptacle CreditCard_bar__minus_02_dot_67_bar__plus_00_dot_05_bar__plus_04_dot_03 Dresser_bar__minus_02_dot_56_bar__plus_00_dot_00_bar__plus_04_dot_30)
        (inReceptacle DeskLamp_bar__minus_00_dot_04_bar__plus_00_dot_06_bar__plus_04_dot_17 Dresser_bar__minus_00_dot_24_bar__plus_00_dot_01_bar__plus_04_dot_01)
        (inReceptacle HousePlant_bar__minus_04_dot_43_bar__plus_00_dot_06_bar__plus_00_dot_55 CoffeeTable_bar__minus_04_dot_29_bar__plus_00_dot_01_bar__plus_00_dot_41)
        (inReceptacle KeyChain_bar__minus_04_dot_40_bar__plus_00_dot_06_bar__plus_01_dot_47 ArmChair_bar__minus_04_dot_39_bar__plus_00_dot_01_bar__plus_01_dot_40)
        (inReceptacle Laptop_bar__minus_04_dot_40_bar__plus_00_dot_06_bar__plus_00_dot_45 CoffeeTable_bar__minus_04_dot_29_bar__plus_00_dot_01_bar__plus_00_dot_41)
        (inReceptacle Newspaper_bar__minus_02_dot_31_bar__plus_00_dot_32_bar__plus_04_dot_37 Drawer_bar__minus_02_dot_29_bar__plus_00_dot_27_bar__plus_04_dot_17)
        (inReceptacle Newspaper_bar__minus_02_dot_58_bar__plus_00_dot_07_bar__plus_00_dot_01 Sofa_bar__minus_02_dot_53_bar__plus_00_dot_02_bar__plus_00_dot_26)
        (inReceptacle Newspaper_bar__minus_02_dot_81_bar__plus_00_dot_05_bar__plus_04_dot_38 Dresser_bar__minus_02_dot_56_bar__plus_00_dot_00_bar__plus_04_dot_30)
        (inReceptacle Pillow_bar__minus_02_dot_79_bar__plus_00_dot_07_bar__plus_00_dot_47 Sofa_bar__minus_02_dot_53_bar__plus_00_dot_02_bar__plus_00_dot_26)
        (inReceptacle RemoteControl_bar__minus_04_dot_12_bar__plus_00_dot_06_bar__plus_01_dot_31 ArmChair_bar__minus_04_dot_39_bar__plus_00_dot_01_bar__plus_01_dot_40)
        (inReceptacle RemoteControl_bar__minus_04_dot_51_bar__plus_00_dot_06_bar__plus_01_dot_39 ArmChair_bar__minus_04_dot_39_bar__plus_00_dot_01_bar__plus_01_dot_40)
        (inReceptacle Statue_bar__minus_02_dot_69_bar__plus_00_dot_05_bar__plus_04_dot_05 Dresser_bar__minus_02_dot_56_bar__plus_00_dot_00_bar__plus_04_dot_30)
        (inReceptacle Television_bar__minus_00_dot_03_bar__plus_00_dot_06_bar__plus_04_dot_00 Dresser_bar__minus_00_dot_24_bar__plus_00_dot_01_bar__plus_04_dot_01)
        (inReceptacle Watch_bar__minus_02_dot_60_bar__plus_00_dot_05_bar__plus_04_dot_58 Dresser_bar__minus_02_dot_56_bar__plus_00_dot_00_bar__plus_04_dot_30)
        (inReceptacle Watch_bar__minus_02_dot_70_bar__plus_00_dot_05_bar__plus_04_dot_23 Dresser_bar__minus_02_dot_56_bar__plus_00_dot_00_bar__plus_04_dot_30)
        (inReceptacle WateringCan_bar__minus_02_dot_78_bar__plus_00_dot_80_bar__plus_04_dot_30 Drawer_bar__minus_02_dot_84_bar__plus_00_dot_75_bar__plus_04_dot_17)
        (inReceptacle WateringCan_bar__minus_06_dot_92_bar__plus_00_dot_06_bar__minus_00_dot_13 CoffeeTable_bar__minus_06_dot_72_bar__plus_00_dot_01_bar__plus_00_dot_00)
        (receptacleAtLocation ArmChair_bar__minus_04_dot_39_bar__plus_00_dot_01_bar__plus_01_dot_40 loc_bar__minus_13_bar_5_bar_3_bar_30)
        (receptacleAtLocation CoffeeTable_bar__minus_04_dot_29_bar__plus_00_dot_01_bar__plus_00_dot_41 loc_bar__minus_21_bar_3_bar_1_bar_30)
        (receptacleAtLocation CoffeeTable_bar__minus_06_dot_72_bar__plus_00_dot_01_bar__plus_00_dot_00 loc_bar__minus_25_bar_4_bar_2_bar_30)
        (receptacleAtLocation Drawer_bar__minus_00_dot_35_bar__plus_00_dot_21_bar__plus_03_dot_79 loc_bar__minus_6_bar_13_bar_1_bar_30)
        (receptacleAtLocation Drawer_bar__minus_00_dot_35_bar__plus_00_dot_21_bar__plus_04_dot_23 loc_bar__minus_6_bar_15_bar_1_bar_30)
        (receptacleAtLocation Drawer_bar__minus_00_dot_35_bar__plus_00_dot_59_bar__plus_03_dot_79 loc_bar__minus_5_bar_14_bar_1_bar_30)
        (receptacleAtLocation Drawer_bar__minus_00_dot_35_bar__plus_00_dot_59_bar__plus_04_dot_23 loc_bar__minus_5_bar_15_bar_1_bar_30)
        (receptacleAtLocation Drawer_bar__minus_02_dot_29_bar__plus_00_dot_27_bar__plus_04_dot_17 loc_bar__minus_13_bar_15_bar_1_bar_30)
        (receptacleAtLocation Drawer_bar__minus_02_dot_29_bar__plus_00_dot_76_bar__plus_04_dot_17 loc_bar__minus_12_bar_15_bar_1_bar_30)
        (receptacleAtLocation Drawer_bar__minus_02_dot_84_bar__plus_00_dot_27_bar__plus_04_dot_17 loc_bar__minus_16_bar_15_bar_1_bar_30)
        (receptacleAtLocation Drawer_bar__minus_02_dot_84_bar__plus_00_dot_75_bar__plus_04_dot_17 loc_bar__minus_14_bar_15_bar_1_bar_30)
        (receptacleAtLocation Dresser_bar__minus_00_dot_24_bar__plus_00_dot_01_bar__plus_04_dot_01 loc_bar__minus_4_bar_16_bar_1_bar_30)
        (receptacleAtLocation Dresser_bar__minus_02_dot_56_bar__plus_00_dot_00_bar__plus_04_dot_30 loc_bar__minus_11_bar_15_bar_0_bar_30)
        (receptacleAtLocation GarbageCan_bar__minus_03_dot_75_bar_00_dot_00_bar__plus_01_dot_50 loc_bar__minus_13_bar_6_bar_3_bar_30)
        (receptacleAtLocation Ottoman_bar__minus_01_dot_77_bar__plus_00_dot_01_bar__plus_01_dot_81 loc_bar__minus_12_bar_6_bar_1_bar_30)
        (receptacleAtLocation Sofa_bar__minus_02_dot_53_bar__plus_00_dot_02_bar__plus_00_dot_26 loc_bar__minus_11_bar_7_bar_2_bar_30)
        (objectAtLocation Box_bar__minus_04_dot_09_bar__plus_00_dot_06_bar__plus_00_dot_50 loc_bar__minus_21_bar_3_bar_1_bar_30)
        (objectAtLocation Box_bar__minus_06_dot_80_bar__plus_00_dot_06_bar__plus_00_dot_01 loc_bar__minus_25_bar_4_bar_2_bar_30)
        (objectAtLocation Chair_bar__minus_04_dot_84_bar__plus_01_dot_97_bar__plus_02_dot_48 loc_bar__minus_18_bar_11_bar_3_bar_30)
        (objectAtLocation Chair_bar__minus_05_dot_27_bar__plus_00_dot_49_bar__plus_03_dot_44 loc_bar__minus_21_bar_14_bar_0_bar_30)
        (objectAtLocation Chair_bar__minus_06_dot_27_bar__plus_01_dot_46_bar__plus_02_dot_95 loc_bar__minus_25_bar_10_bar_3_bar_30)
        (objectAtLocation CreditCard_bar__minus_02_dot_36_bar__plus_00_dot_81_bar__plus_03_dot_92 loc_bar__minus_12_bar_15_bar_1_bar_30)
        (objectAtLocation CreditCard_bar__minus_02_dot_67_bar__plus_00_dot_05_bar__plus_04_dot_03 loc_bar__minus_11_bar_15_bar_0_bar_30)
        (objectAtLocation DeskLamp_bar__minus_00_dot_04_bar__plus_00_dot_06_bar__plus_04_dot_17 loc_bar__minus_4_bar_16_bar_1_bar_30)
        (objectAtLocation HousePlant_bar__minus_04_dot_43_bar__plus_00_dot_06_bar__plus_00_dot_55 loc_bar__minus_21_bar_3_bar_1_bar_30)
        (objectAtLocation KeyChain_bar__minus_04_dot_40_bar__plus_00_dot_06_bar__plus_01_dot_47 loc_bar__minus_13_bar_5_bar_3_bar_30)
        (objectAtLocation Laptop_bar__minus_04_dot_40_bar__plus_00_dot_06_bar__plus_00_dot_45 loc_bar__minus_21_bar_3_bar_1_bar_30)
        (objectAtLocation LightSwitch_bar__minus_06_dot_71_bar__plus_00_dot_19_bar__plus_01_dot_56 loc_bar__minus_26_bar_7_bar_0_bar_30)
        (objectAtLocation Newspaper_bar__minus_02_dot_31_bar__plus_00_dot_32_bar__plus_04_dot_37 loc_bar__minus_13_bar_15_bar_1_bar_30)
        (objectAtLocation Newspaper_bar__minus_02_dot_58_bar__plus_00_dot_07_bar__plus_00_dot_01 loc_bar__minus_11_bar_7_bar_2_bar_30)
        (objectAtLocation Newspaper_bar__minus_02_dot_81_bar__plus_00_dot_05_bar__plus_04_dot_38 loc_bar__minus_11_bar_15_bar_0_bar_30)
        (objectAtLocation Painting_bar__minus_06_dot_45_bar__plus_01_dot_63_bar__plus_03_dot_08 loc_bar__minus_25_bar_13_bar_2_bar_30)
        (objectAtLocation Pillow_bar__minus_02_dot_79_bar__plus_00_dot_07_bar__plus_00_dot_47 loc_bar__minus_11_bar_7_bar_2_bar_30)
        (objectAtLocation RemoteControl_bar__minus_04_dot_12_bar__plus_00_dot_06_bar__plus_01_dot_31 loc_bar__minus_13_bar_5_bar_3_bar_30)
        (objectAtLocation RemoteControl_bar__minus_04_dot_51_bar__plus_00_dot_06_bar__plus_01_dot_39 loc_bar__minus_13_bar_5_bar_3_bar_30)
        (objectAtLocation Statue_bar__minus_02_dot_69_bar__plus_00_dot_05_bar__plus_04_dot_05 loc_bar__minus_11_bar_15_bar_0_bar_30)
        (objectAtLocation Television_bar__minus_00_dot_03_bar__plus_00_dot_06_bar__plus_04_dot_00 loc_bar__minus_4_bar_16_bar_1_bar_30)
        (objectAtLocation Watch_bar__minus_02_dot_60_bar__plus_00_dot_05_bar__plus_04_dot_58 loc_bar__minus_11_bar_15_bar_0_bar_30)
        (objectAtLocation Watch_bar__minus_02_dot_70_bar__plus_00_dot_05_bar__plus_04_dot_23 loc_bar__minus_11_bar_15_bar_0_bar_30)
        (objectAtLocation WateringCan_bar__minus_02_dot_78_bar__plus_00_dot_80_bar__plus_04_dot_30 loc_bar__minus_14_bar_15_bar_1_bar_30)
        (objectAtLocation WateringCan_bar__minus_06_dot_92_bar__plus_00_dot_06_bar__minus_00_dot_13 loc_bar__minus_25_bar_4_bar_2_bar_30)
        (objectAtLocation Window_bar__minus_05_dot_47_bar__plus_01_dot_39_bar__plus_00_dot_09 loc_bar__minus_22_bar_1_bar_1_bar_30)
        )

        (:goal
            (and
                (exists (?r - receptacle)
                    (exists (?o - object)
                        (and
                            (inReceptacle ?o ?r)
                            (objectType ?o LaptopType)
                            (receptacleType ?r DresserType)
                        )
                    )
                )
            )
        )
    )
    