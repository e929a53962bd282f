
(define (problem plan_trial_T20250804_153954_502783)
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
        AlarmClock_bar__plus_00_dot_95_bar__plus_00_dot_06_bar__minus_02_dot_56 - object
        BaseballBat_bar__minus_00_dot_36_bar__plus_00_dot_05_bar__minus_01_dot_63 - object
        Blinds_bar__plus_01_dot_69_bar__plus_00_dot_53_bar__minus_00_dot_89 - object
        Book_bar__plus_00_dot_90_bar__plus_00_dot_22_bar__minus_02_dot_35 - object
        Book_bar__minus_00_dot_40_bar__plus_00_dot_05_bar__minus_01_dot_75 - object
        Box_bar__minus_00_dot_33_bar__plus_00_dot_04_bar__plus_00_dot_62 - object
        CD_bar__plus_00_dot_91_bar__plus_00_dot_22_bar__minus_02_dot_17 - object
        CellPhone_bar__plus_00_dot_88_bar__plus_00_dot_22_bar__minus_02_dot_37 - object
        CellPhone_bar__plus_01_dot_24_bar__plus_00_dot_51_bar__minus_02_dot_11 - object
        CreditCard_bar__plus_00_dot_75_bar__plus_00_dot_51_bar__minus_02_dot_30 - object
        KeyChain_bar__plus_00_dot_76_bar__plus_00_dot_51_bar__minus_02_dot_35 - object
        KeyChain_bar__plus_01_dot_21_bar__plus_00_dot_51_bar__minus_02_dot_21 - object
        Laptop_bar__plus_00_dot_15_bar__plus_00_dot_05_bar__minus_01_dot_52 - object
        Laptop_bar__minus_00_dot_37_bar__plus_00_dot_05_bar__minus_01_dot_92 - object
        LightSwitch_bar__plus_00_dot_62_bar__plus_01_dot_34_bar__plus_00_dot_31 - object
        Mirror_bar__plus_01_dot_50_bar__plus_00_dot_28_bar__plus_00_dot_28 - object
        Mug_bar__plus_00_dot_80_bar__plus_00_dot_06_bar__minus_02_dot_70 - object
        Painting_bar__plus_01_dot_15_bar__plus_00_dot_28_bar__plus_00_dot_20 - object
        Pencil_bar__plus_00_dot_92_bar__plus_00_dot_06_bar__minus_02_dot_58 - object
        Pencil_bar__plus_01_dot_15_bar__plus_00_dot_22_bar__minus_02_dot_39 - object
        Pencil_bar__plus_01_dot_30_bar__plus_00_dot_51_bar__minus_02_dot_20 - object
        Pen_bar__plus_01_dot_16_bar__plus_00_dot_06_bar__minus_02_dot_20 - object
        Pen_bar__minus_00_dot_56_bar__plus_00_dot_04_bar__plus_00_dot_72 - object
        Pillow_bar__minus_00_dot_20_bar__plus_00_dot_05_bar__minus_01_dot_41 - object
        Window_bar__plus_00_dot_75_bar__plus_00_dot_42_bar__minus_00_dot_86 - object
        Bed_bar__minus_00_dot_12_bar__plus_00_dot_00_bar__minus_01_dot_70 - receptacle
        DiningTable_bar__minus_00_dot_28_bar__minus_00_dot_01_bar__plus_00_dot_83 - receptacle
        Drawer_bar__plus_01_dot_00_bar__plus_00_dot_17_bar__minus_02_dot_39 - receptacle
        Drawer_bar__plus_01_dot_00_bar__plus_00_dot_46_bar__minus_02_dot_39 - receptacle
        GarbageCan_bar__minus_00_dot_50_bar_00_dot_00_bar__minus_00_dot_50 - receptacle
        SideTable_bar__plus_01_dot_00_bar__plus_00_dot_01_bar__minus_02_dot_47 - receptacle
        loc_bar__minus_4_bar__minus_2_bar_1_bar_30 - location
        loc_bar__minus_2_bar__minus_2_bar_0_bar_30 - location
        loc_bar__minus_1_bar__minus_2_bar_2_bar_30 - location
        loc_bar_1_bar_1_bar_2_bar_30 - location
        loc_bar_2_bar_0_bar_3_bar_30 - location
        loc_bar_4_bar_1_bar_2_bar_30 - location
        loc_bar_5_bar__minus_6_bar_2_bar_30 - location
        loc_bar_5_bar__minus_5_bar_2_bar_30 - location
        loc_bar_5_bar__minus_3_bar_3_bar_30 - location
        loc_bar_6_bar__minus_5_bar_2_bar_30 - location
        loc_bar_8_bar__minus_8_bar_3_bar_30 - location
        loc_bar_8_bar_1_bar_2_bar_30 - location
        )

(:init
        (atLocation agent1 loc_bar_2_bar_0_bar_3_bar_30)
        (receptacleType Bed_bar__minus_00_dot_12_bar__plus_00_dot_00_bar__minus_01_dot_70 BedType)
        (receptacleType DiningTable_bar__minus_00_dot_28_bar__minus_00_dot_01_bar__plus_00_dot_83 DiningTableType)
        (receptacleType Drawer_bar__plus_01_dot_00_bar__plus_00_dot_17_bar__minus_02_dot_39 DrawerType)
        (receptacleType Drawer_bar__plus_01_dot_00_bar__plus_00_dot_46_bar__minus_02_dot_39 DrawerType)
        (receptacleType GarbageCan_bar__minus_00_dot_50_bar_00_dot_00_bar__minus_00_dot_50 GarbageCanType)
        (receptacleType SideTable_bar__plus_01_dot_00_bar__plus_00_dot_01_bar__minus_02_dot_47 SideTableType)
        (objectType AlarmClock_bar__plus_00_dot_95_bar__plus_00_dot_06_bar__minus_02_dot_56 AlarmClockType)
        (objectType BaseballBat_bar__minus_00_dot_36_bar__plus_00_dot_05_bar__minus_01_dot_63 BaseballBatType)
        (objectType Blinds_bar__plus_01_dot_69_bar__plus_00_dot_53_bar__minus_00_dot_89 BlindsType)
        (objectType Book_bar__plus_00_dot_90_bar__plus_00_dot_22_bar__minus_02_dot_35 BookType)
        (objectType Book_bar__minus_00_dot_40_bar__plus_00_dot_05_bar__minus_01_dot_75 BookType)
        (objectType Box_bar__minus_00_dot_33_bar__plus_00_dot_04_bar__plus_00_dot_62 BoxType)
        (objectType CD_bar__plus_00_dot_91_bar__plus_00_dot_22_bar__minus_02_dot_17 CDType)
        (objectType CellPhone_bar__plus_00_dot_88_bar__plus_00_dot_22_bar__minus_02_dot_37 CellPhoneType)
        (objectType CellPhone_bar__plus_01_dot_24_bar__plus_00_dot_51_bar__minus_02_dot_11 CellPhoneType)
        (objectType CreditCard_bar__plus_00_dot_75_bar__plus_00_dot_51_bar__minus_02_dot_30 CreditCardType)
        (objectType KeyChain_bar__plus_00_dot_76_bar__plus_00_dot_51_bar__minus_02_dot_35 KeyChainType)
        (objectType KeyChain_bar__plus_01_dot_21_bar__plus_00_dot_51_bar__minus_02_dot_21 KeyChainType)
        (objectType Laptop_bar__plus_00_dot_15_bar__plus_00_dot_05_bar__minus_01_dot_52 LaptopType)
        (objectType Laptop_bar__minus_00_dot_37_bar__plus_00_dot_05_bar__minus_01_dot_92 LaptopType)
        (objectType LightSwitch_bar__plus_00_dot_62_bar__plus_01_dot_34_bar__plus_00_dot_31 LightSwitchType)
        (objectType Mirror_bar__plus_01_dot_50_bar__plus_00_dot_28_bar__plus_00_dot_28 MirrorType)
        (objectType Mug_bar__plus_00_dot_80_bar__plus_00_dot_06_bar__minus_02_dot_70 MugType)
        (objectType Painting_bar__plus_01_dot_15_bar__plus_00_dot_28_bar__plus_00_dot_20 PaintingType)
        (objectType Pencil_bar__plus_00_dot_92_bar__plus_00_dot_06_bar__minus_02_dot_58 PencilType)
        (objectType Pencil_bar__plus_01_dot_15_bar__plus_00_dot_22_bar__minus_02_dot_39 PencilType)
        (objectType Pencil_bar__plus_01_dot_30_bar__plus_00_dot_51_bar__minus_02_dot_20 PencilType)
        (objectType Pen_bar__plus_01_dot_16_bar__plus_00_dot_06_bar__minus_02_dot_20 PenType)
        (objectType Pen_bar__minus_00_dot_56_bar__plus_00_dot_04_bar__plus_00_dot_72 PenType)
        (objectType Pillow_bar__minus_00_dot_20_bar__plus_00_dot_05_bar__minus_01_dot_41 PillowType)
        (objectType Window_bar__plus_00_dot_75_bar__plus_00_dot_42_bar__minus_00_dot_86 WindowType)
        (canContain BedType BaseballBatType)
        (canContain BedType BookType)
        (canContain BedType CellPhoneType)
        (canContain BedType LaptopType)
        (canContain BedType PillowType)
        (canContain DiningTableType AlarmClockType)
        (canContain DiningTableType BaseballBatType)
        (canContain DiningTableType BookType)
        (canContain DiningTableType BoxType)
        (canContain DiningTableType CDType)
        (canContain DiningTableType CellPhoneType)
        (canContain DiningTableType CreditCardType)
        (canContain DiningTableType KeyChainType)
        (canContain DiningTableType LaptopType)
        (canContain DiningTableType MugType)
        (canContain DiningTableType PenType)
        (canContain DiningTableType PencilType)
        (canContain DrawerType BookType)
        (canContain DrawerType CDType)
        (canContain DrawerType CellPhoneType)
        (canContain DrawerType CreditCardType)
        (canContain DrawerType KeyChainType)
        (canContain DrawerType PenType)
        (canContain DrawerType PencilType)
        (canContain GarbageCanType CDType)
        (canContain GarbageCanType PenType)
        (canContain GarbageCanType PencilType)
        (canContain SideTableType AlarmClockType)
        (canContain SideTableType BaseballBatType)
        (canContain SideTableType BookType)
        (canContain SideTableType BoxType)
        (canContain SideTableType CDType)
        (canContain SideTableType CellPhoneType)
        (canContain SideTableType CreditCardType)
        (canContain SideTableType KeyChainType)
        (canContain SideTableType LaptopType)
        (canContain SideTableType MugType)
        (canContain SideTableType PenType)
        (canContain SideTableType PencilType)
        (pickupable AlarmClock_bar__plus_00_dot_95_bar__plus_00_dot_06_bar__minus_02_dot_56)
        (pickupable BaseballBat_bar__minus_00_dot_36_bar__plus_00_dot_05_bar__minus_01_dot_63)
        (pickupable Book_bar__plus_00_dot_90_bar__plus_00_dot_22_bar__minus_02_dot_35)
        (pickupable Book_bar__minus_00_dot_40_bar__plus_00_dot_05_bar__minus_01_dot_75)
        (pickupable Box_bar__minus_00_dot_33_bar__plus_00_dot_04_bar__plus_00_dot_62)
        (pickupable CD_bar__plus_00_dot_91_bar__plus_00_dot_22_bar__minus_02_dot_17)
        (pickupable CellPhone_bar__plus_00_dot_88_bar__plus_00_dot_22_bar__minus_02_dot_37)
        (pickupable CellPhone_bar__plus_01_dot_24_bar__plus_00_dot_51_bar__minus_02_dot_11)
        (pickupable CreditCard_bar__plus_00_dot_75_bar__plus_00_dot_51_bar__minus_02_dot_30)
        (pickupable KeyChain_bar__plus_00_dot_76_bar__plus_00_dot_51_bar__minus_02_dot_35)
        (pickupable KeyChain_bar__plus_01_dot_21_bar__plus_00_dot_51_bar__minus_02_dot_21)
        (pickupable Laptop_bar__plus_00_dot_15_bar__plus_00_dot_05_bar__minus_01_dot_52)
        (pickupable Laptop_bar__minus_00_dot_37_bar__plus_00_dot_05_bar__minus_01_dot_92)
        (pickupable Mug_bar__plus_00_dot_80_bar__plus_00_dot_06_bar__minus_02_dot_70)
        (pickupable Pencil_bar__plus_00_dot_92_bar__plus_00_dot_06_bar__minus_02_dot_58)
        (pickupable Pencil_bar__plus_01_dot_15_bar__plus_00_dot_22_bar__minus_02_dot_39)
        (pickupable Pencil_bar__plus_01_dot_30_bar__plus_00_dot_51_bar__minus_02_dot_20)
        (pickupable Pen_bar__plus_01_dot_16_bar__plus_00_dot_06_bar__minus_02_dot_20)
        (pickupable Pen_bar__minus_00_dot_56_bar__plus_00_dot_04_bar__plus_00_dot_72)
        (pickupable Pillow_bar__minus_00_dot_20_bar__plus_00_dot_05_bar__minus_01_dot_41)
        (isReceptacleObject Box_bar__minus_00_dot_33_bar__plus_00_dot_04_bar__plus_00_dot_62)
        (isReceptacleObject Mug_bar__plus_00_dot_80_bar__plus_00_dot_06_bar__minus_02_dot_70)
        (openable Drawer_bar__plus_01_dot_00_bar__plus_00_dot_17_bar__minus_02_dot_39)
        (openable Drawer_bar__plus_01_dot_00_bar__plus_00_dot_46_bar__minus_02_dot_39)
        (cleanable Mug_bar__plus_00_dot_80_bar__plus_00_dot_06_bar__minus_02_dot_70)
        (heatable Mug_bar__plus_00_dot_80_bar__plus_00_dot_06_bar__minus_02_dot_70)
        (coolable Mug_bar__plus_00_dot_80_bar__plus_00_dot_06_bar__minus_02_dot_70)
        (inReceptacle AlarmClock_bar__plus_00_dot_95_bar__plus_00_dot_06_bar__minus_02_dot_56 SideTable_bar__plus_01_dot_00_bar__plus_00_dot_01_bar__minus_02_dot_47)
        (inReceptacle BaseballBat_bar__minus_00_dot_36_bar__plus_00_dot_05_bar__minus_01_dot_63 Bed_bar__minus_00_dot_12_bar__plus_00_dot_00_bar__minus_01_dot_70)
        (inReceptacle Book_bar__plus_00_dot_90_bar__plus_00_dot_22_bar__minus_02_dot_35 Drawer_bar__plus_01_dot_00_bar__plus_00_dot_17_bar__minus_02_dot_39)
        (inReceptacle Book_bar__minus_00_dot_40_bar__plus_00_dot_05_bar__minus_01_dot_75 Bed_bar__minus_00_dot_12_bar__plus_00_dot_00_bar__minus_01_dot_70)
        (inReceptacle Box_bar__minus_00_dot_33_bar__plus_00_dot_04_bar__plus_00_dot_62 DiningTable_bar__minus_00_dot_28_bar__minus_00_dot_01_bar__plus_00_dot_83)
        (inReceptacle CD_bar__plus_00_dot_91_bar__plus_00_dot_22_bar__minus_02_dot_17 Drawer_bar__plus_01_dot_00_bar__plus_00_dot_17_bar__minus_02_dot_39)
        (inReceptacle CellPhone_bar__plus_00_dot_88_bar__plus_00_dot_22_bar__minus_02_dot_37 Drawer_bar__plus_01_dot_00_bar__plus_00_dot_17_bar__minus_02_dot_39)
        (inReceptacle CellPhone_bar__plus_01_dot_24_bar__plus_00_dot_51_bar__minus_02_dot_11 Drawer_bar__plus_01_dot_00_bar__plus_00_dot_46_bar__minus_02_dot_39)
        (inReceptacle CreditCard_bar__plus_00_dot_75_bar__plus_00_dot_51_bar__minus_02_dot_30 Drawer_bar__plus_01_dot_00_bar__plus_00_dot_46_bar__minus_02_dot_39)
        (inReceptacle KeyChain_bar__plus_00_dot_76_bar__plus_00_dot_51_bar__minus_02_dot_35 Drawer_bar__plus_01_dot_00_bar__plus_00_dot_46_bar__minus_02_dot_39)
        (inReceptacle KeyChain_bar__plus_01_dot_21_bar__plus_00_dot_51_bar__minus_02_dot_21 Drawer_bar__plus_01_dot_00_bar__plus_00_dot_46_bar__minus_02_dot_39)
        (inReceptacle Laptop_bar__plus_00_dot_15_bar__plus_00_dot_05_bar__minus_01_dot_52 Bed_bar__minus_00_dot_12_bar__plus_00_dot_00_bar__minus_01_dot_70)
        (inReceptacle Laptop_bar__minus_00_dot_37_bar__plus_00_dot_05_bar__minus_01_dot_92 Bed_bar__minus_00_dot_12_bar__plus_00_dot_00_bar__minus_01_dot_70)
        (inReceptacle Mug_bar__plus_00_dot_80_bar__plus_00_dot_06_bar__minus_02_dot_70 SideTable_bar__plus_01_dot_00_bar__plus_00_dot_01_bar__minus_02_dot_47)
        (inReceptacle Pencil_bar__plus_00_dot_92_bar__plus_00_dot_06_bar__minus_02_dot_58 SideTable_bar__plus_01_dot_00_bar__plus_00_dot_01_bar__minus_02_dot_47)
        (inReceptacle Pencil_bar__plus_01_dot_15_bar__plus_00_dot_22_bar__minus_02_dot_39 Drawer_bar__plus_01_dot_00_bar__plus_00_dot_17_bar__minus_02_dot_39)
        (inReceptacle Pencil_bar__plus_01_dot_30_bar__plus_00_dot_51_bar__minus_02_dot_20 Drawer_bar__plus_01_dot_00_bar__plus_00_dot_46_bar__minus_02_dot_39)
        (inReceptacle Pen_bar__plus_01_dot_16_bar__plus_00_dot_06_bar__minus_02_dot_20 SideTable_bar__plus_01_dot_00_bar__plus_00_dot_01_bar__minus_02_dot_47)
        (inReceptacle Pen_bar__minus_00_dot_56_bar__plus_00_dot_04_bar__plus_00_dot_72 DiningTable_bar__minus_00_dot_28_bar__minus_00_dot_01_bar__plus_00_dot_83)
        (inReceptacle Pillow_bar__minus_00_dot_20_bar__plus_00_dot_05_bar__minus_01_dot_41 Bed_bar__minus_00_dot_12_bar__plus_00_dot_00_bar__minus_01_dot_70)
        (receptacleAtLocation Bed_bar__minus_00_dot_12_bar__plus_00_dot_00_bar__minus_01_dot_70 loc_bar__minus_1_bar__minus_2_bar_2_bar_30)
        (receptacleAtLocation DiningTable_bar__minus_00_dot_28_bar__minus_00_dot_01_bar__plus_00_dot_83 loc_bar__minus_2_bar__minus_2_bar_0_bar_30)
        (receptacleAtLocation Drawer_bar__plus_01_dot_00_bar__plus_00_dot_17_bar__minus_02_dot_39 loc_bar_5_bar__minus_5_bar_2_bar_30)
        (receptacleAtLocation Drawer_bar__plus_01_dot_00_bar__plus_00_dot_46_bar__minus_02_dot_39 loc_bar_5_bar__minus_6_bar_2_bar_30)
        (receptacleAtLocation GarbageCan_bar__minus_00_dot_50_bar_00_dot_00_bar__minus_00_dot_50 loc_bar__minus_4_bar__minus_2_bar_1_bar_30)
        (receptacleAtLocation SideTable_bar__plus_01_dot_00_bar__plus_00_dot_01_bar__minus_02_dot_47 loc_bar_8_bar__minus_8_bar_3_bar_30)
        (objectAtLocation AlarmClock_bar__plus_00_dot_95_bar__plus_00_dot_06_bar__minus_02_dot_56 loc_bar_8_bar__minus_8_bar_3_bar_30)
        (objectAtLocation BaseballBat_bar__minus_00_dot_36_bar__plus_00_dot_05_bar__minus_01_dot_63 loc_bar__minus_1_bar__minus_2_bar_2_bar_30)
        (objectAtLocation Blinds_bar__plus_01_dot_69_bar__plus_00_dot_53_bar__minus_00_dot_89 loc_bar_6_bar__minus_5_bar_2_bar_30)
        (objectAtLocation Book_bar__plus_00_dot_90_bar__plus_00_dot_22_bar__minus_02_dot_35 loc_bar_5_bar__minus_5_bar_2_bar_30)
        (objectAtLocation Book_bar__minus_00_dot_40_bar__plus_00_dot_05_bar__minus_01_dot_75 loc_bar__minus_1_bar__minus_2_bar_2_bar_30)
        (objectAtLocation Box_bar__minus_00_dot_33_bar__plus_00_dot_04_bar__plus_00_dot_62 loc_bar__minus_2_bar__minus_2_bar_0_bar_30)
        (objectAtLocation CD_bar__plus_00_dot_91_bar__plus_00_dot_22_bar__minus_02_dot_17 loc_bar_5_bar__minus_5_bar_2_bar_30)
        (objectAtLocation CellPhone_bar__plus_00_dot_88_bar__plus_00_dot_22_bar__minus_02_dot_37 loc_bar_5_bar__minus_5_bar_2_bar_30)
        (objectAtLocation CellPhone_bar__plus_01_dot_24_bar__plus_00_dot_51_bar__minus_02_dot_11 loc_bar_5_bar__minus_6_bar_2_bar_30)
        (objectAtLocation CreditCard_bar__plus_00_dot_75_bar__plus_00_dot_51_bar__minus_02_dot_30 loc_bar_5_bar__minus_6_bar_2_bar_30)
        (objectAtLocation KeyChain_bar__plus_00_dot_76_bar__plus_00_dot_51_bar__minus_02_dot_35 loc_bar_5_bar__minus_6_bar_2_bar_30)
        (objectAtLocation KeyChain_bar__plus_01_dot_21_bar__plus_00_dot_51_bar__minus_02_dot_21 loc_bar_5_bar__minus_6_bar_2_bar_30)
        (objectAtLocation Laptop_bar__plus_00_dot_15_bar__plus_00_dot_05_bar__minus_01_dot_52 loc_bar__minus_1_bar__minus_2_bar_2_bar_30)
        (objectAtLocation Laptop_bar__minus_00_dot_37_bar__plus_00_dot_05_bar__minus_01_dot_92 loc_bar__minus_1_bar__minus_2_bar_2_bar_30)
        (objectAtLocation LightSwitch_bar__plus_00_dot_62_bar__plus_01_dot_34_bar__plus_00_dot_31 loc_bar_1_bar_1_bar_2_bar_30)
        (objectAtLocation Mirror_bar__plus_01_dot_50_bar__plus_00_dot_28_bar__plus_00_dot_28 loc_bar_8_bar_1_bar_2_bar_30)
        (objectAtLocation Mug_bar__plus_00_dot_80_bar__plus_00_dot_06_bar__minus_02_dot_70 loc_bar_8_bar__minus_8_bar_3_bar_30)
        (objectAtLocation Painting_bar__plus_01_dot_15_bar__plus_00_dot_28_bar__plus_00_dot_20 loc_bar_4_bar_1_bar_2_bar_30)
        (objectAtLocation Pencil_bar__plus_00_dot_92_bar__plus_00_dot_06_bar__minus_02_dot_58 loc_bar_8_bar__minus_8_bar_3_bar_30)
        (objectAtLocation Pencil_bar__plus_01_dot_15_bar__plus_00_dot_22_bar__minus_02_dot_39 loc_bar_5_bar__minus_5_bar_2_bar_30)
        (objectAtLocation Pencil_bar__plus_01_dot_30_bar__plus_00_dot_51_bar__minus_02_dot_20 loc_bar_5_bar__minus_6_bar_2_bar_30)
        (objectAtLocation Pen_bar__plus_01_dot_16_bar__plus_00_dot_06_bar__minus_02_dot_20 loc_bar_8_bar__minus_8_bar_3_bar_30)
        (objectAtLocation Pen_bar__minus_00_dot_56_bar__plus_00_dot_04_bar__plus_00_dot_72 loc_bar__minus_2_bar__minus_2_bar_0_bar_30)
        (objectAtLocation Pillow_bar__minus_00_dot_20_bar__plus_00_dot_05_bar__minus_01_dot_41 loc_bar__minus_1_bar__minus_2_bar_2_bar_30)
        (objectAtLocation Window_bar__plus_00_dot_75_bar__plus_00_dot_42_bar__minus_00_dot_86 loc_bar_5_bar__minus_3_bar_3_bar_30)
        )

                (:goal
                    (and
                        (exists (?r - receptacle)
                            (exists (?o1 - object)
                                (and
                                    (objectType ?o1 CellPhoneType)
                                    (receptacleType ?r BedType)
                                    (inReceptacle ?o1 ?r)
                                    (exists (?o2 - object)
                                        (and
                                            (not (= ?o1 ?o2))
                                            (objectType ?o2 CellPhoneType)
                                            (receptacleType ?r BedType)
                                            (inReceptacle ?o2 ?r)
                                        )
                                    )
                                )
                            )
                        )
                    )
                )
            )
            