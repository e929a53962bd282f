
(define (problem plan_trial_T20250718_004218_975816)
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
        AlarmClock_bar__plus_02_dot_36_bar__plus_00_dot_05_bar__minus_01_dot_42 - object
        AlarmClock_bar__plus_03_dot_25_bar__plus_00_dot_59_bar__minus_01_dot_34 - object
        Blinds_bar__plus_01_dot_75_bar__plus_00_dot_24_bar__plus_00_dot_03 - object
        Book_bar_00_dot_00_bar__plus_00_dot_05_bar__minus_00_dot_80 - object
        CD_bar__plus_01_dot_29_bar__plus_00_dot_40_bar__minus_01_dot_87 - object
        CD_bar__plus_01_dot_51_bar__plus_00_dot_40_bar__minus_01_dot_62 - object
        CellPhone_bar__plus_01_dot_35_bar__plus_00_dot_40_bar__minus_01_dot_64 - object
        CellPhone_bar__plus_03_dot_01_bar__plus_00_dot_59_bar__minus_01_dot_17 - object
        Chair_bar__plus_01_dot_49_bar__plus_00_dot_46_bar__minus_00_dot_89 - object
        Chair_bar__plus_02_dot_25_bar__plus_01_dot_26_bar__plus_00_dot_42 - object
        Chair_bar__minus_00_dot_46_bar__plus_01_dot_59_bar__plus_00_dot_52 - object
        CreditCard_bar__plus_01_dot_10_bar__plus_00_dot_18_bar__minus_01_dot_51 - object
        DeskLamp_bar__plus_02_dot_76_bar__plus_00_dot_59_bar__minus_01_dot_36 - object
        HousePlant_bar__plus_01_dot_16_bar__plus_00_dot_05_bar__minus_01_dot_76 - object
        KeyChain_bar__plus_01_dot_21_bar__plus_00_dot_18_bar__minus_01_dot_89 - object
        KeyChain_bar__plus_01_dot_31_bar__plus_00_dot_18_bar__minus_01_dot_34 - object
        KeyChain_bar__plus_02_dot_89_bar__plus_00_dot_59_bar__minus_01_dot_63 - object
        Laptop_bar__plus_00_dot_01_bar__plus_00_dot_05_bar__minus_00_dot_70 - object
        LightSwitch_bar__plus_00_dot_15_bar__plus_00_dot_97_bar__plus_00_dot_05 - object
        Mirror_bar__plus_00_dot_15_bar__plus_01_dot_12_bar__plus_00_dot_66 - object
        Mug_bar__plus_02_dot_50_bar__plus_00_dot_05_bar__minus_01_dot_56 - object
        Pencil_bar__plus_02_dot_22_bar__plus_00_dot_05_bar__minus_01_dot_49 - object
        Pencil_bar__plus_03_dot_24_bar__plus_00_dot_59_bar__minus_01_dot_69 - object
        Pen_bar__plus_01_dot_06_bar__plus_00_dot_18_bar__minus_01_dot_70 - object
        Pillow_bar__plus_00_dot_51_bar__plus_00_dot_05_bar__minus_01_dot_15 - object
        TeddyBear_bar__plus_00_dot_12_bar__plus_00_dot_05_bar__minus_00_dot_98 - object
        TeddyBear_bar__plus_00_dot_14_bar__plus_00_dot_05_bar__minus_00_dot_68 - object
        TeddyBear_bar__plus_00_dot_51_bar__plus_00_dot_05_bar__minus_00_dot_97 - object
        TennisRacket_bar__plus_00_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_25 - object
        TissueBox_bar__plus_01_dot_10_bar__plus_00_dot_05_bar__minus_01_dot_70 - object
        TissueBox_bar__plus_01_dot_35_bar__plus_00_dot_05_bar__minus_01_dot_48 - object
        TissueBox_bar__plus_03_dot_05_bar__plus_00_dot_59_bar__minus_01_dot_74 - object
        Window_bar__plus_01_dot_61_bar__plus_00_dot_49_bar__minus_00_dot_08 - object
        Window_bar__plus_02_dot_22_bar__plus_00_dot_18_bar__plus_00_dot_06 - object
        Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95 - receptacle
        Desk_bar__plus_02_dot_49_bar__plus_00_dot_00_bar__minus_01_dot_59 - receptacle
        Drawer_bar__plus_01_dot_24_bar__plus_00_dot_13_bar__minus_01_dot_60 - receptacle
        Drawer_bar__plus_01_dot_24_bar__plus_00_dot_35_bar__minus_01_dot_60 - receptacle
        GarbageCan_bar__plus_03_dot_17_bar__plus_00_dot_00_bar__minus_00_dot_27 - receptacle
        Shelf_bar__plus_03_dot_04_bar__plus_00_dot_54_bar__minus_01_dot_44 - receptacle
        SideTable_bar__plus_01_dot_24_bar__plus_00_dot_00_bar__minus_01_dot_67 - receptacle
        loc_bar__minus_1_bar_2_bar_1_bar_30 - location
        loc_bar_0_bar_1_bar_2_bar_30 - location
        loc_bar_2_bar_2_bar_0_bar_30 - location
        loc_bar_5_bar__minus_4_bar_1_bar_30 - location
        loc_bar_5_bar_1_bar_3_bar_30 - location
        loc_bar_6_bar__minus_4_bar_3_bar_30 - location
        loc_bar_6_bar__minus_2_bar_2_bar_30 - location
        loc_bar_7_bar__minus_3_bar_2_bar_30 - location
        loc_bar_7_bar__minus_2_bar_2_bar_30 - location
        loc_bar_7_bar__minus_1_bar_2_bar_30 - location
        loc_bar_7_bar_2_bar_2_bar_30 - location
        loc_bar_9_bar__minus_3_bar_1_bar_30 - location
        loc_bar_9_bar__minus_3_bar_3_bar_30 - location
        loc_bar_9_bar_0_bar_2_bar_30 - location
        loc_bar_10_bar__minus_2_bar_2_bar_30 - location
        loc_bar_11_bar__minus_2_bar_2_bar_30 - location
        )

(:init
        (atLocation agent1 loc_bar_5_bar__minus_4_bar_1_bar_30)
        (receptacleType Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95 BedType)
        (receptacleType Desk_bar__plus_02_dot_49_bar__plus_00_dot_00_bar__minus_01_dot_59 DeskType)
        (receptacleType Drawer_bar__plus_01_dot_24_bar__plus_00_dot_13_bar__minus_01_dot_60 DrawerType)
        (receptacleType Drawer_bar__plus_01_dot_24_bar__plus_00_dot_35_bar__minus_01_dot_60 DrawerType)
        (receptacleType GarbageCan_bar__plus_03_dot_17_bar__plus_00_dot_00_bar__minus_00_dot_27 GarbageCanType)
        (receptacleType Shelf_bar__plus_03_dot_04_bar__plus_00_dot_54_bar__minus_01_dot_44 ShelfType)
        (receptacleType SideTable_bar__plus_01_dot_24_bar__plus_00_dot_00_bar__minus_01_dot_67 SideTableType)
        (objectType AlarmClock_bar__plus_02_dot_36_bar__plus_00_dot_05_bar__minus_01_dot_42 AlarmClockType)
        (objectType AlarmClock_bar__plus_03_dot_25_bar__plus_00_dot_59_bar__minus_01_dot_34 AlarmClockType)
        (objectType Blinds_bar__plus_01_dot_75_bar__plus_00_dot_24_bar__plus_00_dot_03 BlindsType)
        (objectType Book_bar_00_dot_00_bar__plus_00_dot_05_bar__minus_00_dot_80 BookType)
        (objectType CD_bar__plus_01_dot_29_bar__plus_00_dot_40_bar__minus_01_dot_87 CDType)
        (objectType CD_bar__plus_01_dot_51_bar__plus_00_dot_40_bar__minus_01_dot_62 CDType)
        (objectType CellPhone_bar__plus_01_dot_35_bar__plus_00_dot_40_bar__minus_01_dot_64 CellPhoneType)
        (objectType CellPhone_bar__plus_03_dot_01_bar__plus_00_dot_59_bar__minus_01_dot_17 CellPhoneType)
        (objectType Chair_bar__plus_01_dot_49_bar__plus_00_dot_46_bar__minus_00_dot_89 ChairType)
        (objectType Chair_bar__plus_02_dot_25_bar__plus_01_dot_26_bar__plus_00_dot_42 ChairType)
        (objectType Chair_bar__minus_00_dot_46_bar__plus_01_dot_59_bar__plus_00_dot_52 ChairType)
        (objectType CreditCard_bar__plus_01_dot_10_bar__plus_00_dot_18_bar__minus_01_dot_51 CreditCardType)
        (objectType DeskLamp_bar__plus_02_dot_76_bar__plus_00_dot_59_bar__minus_01_dot_36 DeskLampType)
        (objectType HousePlant_bar__plus_01_dot_16_bar__plus_00_dot_05_bar__minus_01_dot_76 HousePlantType)
        (objectType KeyChain_bar__plus_01_dot_21_bar__plus_00_dot_18_bar__minus_01_dot_89 KeyChainType)
        (objectType KeyChain_bar__plus_01_dot_31_bar__plus_00_dot_18_bar__minus_01_dot_34 KeyChainType)
        (objectType KeyChain_bar__plus_02_dot_89_bar__plus_00_dot_59_bar__minus_01_dot_63 KeyChainType)
        (objectType Laptop_bar__plus_00_dot_01_bar__plus_00_dot_05_bar__minus_00_dot_70 LaptopType)
        (objectType LightSwitch_bar__plus_00_dot_15_bar__plus_00_dot_97_bar__plus_00_dot_05 LightSwitchType)
        (objectType Mirror_bar__plus_00_dot_15_bar__plus_01_dot_12_bar__plus_00_dot_66 MirrorType)
        (objectType Mug_bar__plus_02_dot_50_bar__plus_00_dot_05_bar__minus_01_dot_56 MugType)
        (objectType Pencil_bar__plus_02_dot_22_bar__plus_00_dot_05_bar__minus_01_dot_49 PencilType)
        (objectType Pencil_bar__plus_03_dot_24_bar__plus_00_dot_59_bar__minus_01_dot_69 PencilType)
        (objectType Pen_bar__plus_01_dot_06_bar__plus_00_dot_18_bar__minus_01_dot_70 PenType)
        (objectType Pillow_bar__plus_00_dot_51_bar__plus_00_dot_05_bar__minus_01_dot_15 PillowType)
        (objectType TeddyBear_bar__plus_00_dot_12_bar__plus_00_dot_05_bar__minus_00_dot_98 TeddyBearType)
        (objectType TeddyBear_bar__plus_00_dot_14_bar__plus_00_dot_05_bar__minus_00_dot_68 TeddyBearType)
        (objectType TeddyBear_bar__plus_00_dot_51_bar__plus_00_dot_05_bar__minus_00_dot_97 TeddyBearType)
        (objectType TennisRacket_bar__plus_00_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_25 TennisRacketType)
        (objectType TissueBox_bar__plus_01_dot_10_bar__plus_00_dot_05_bar__minus_01_dot_70 TissueBoxType)
        (objectType TissueBox_bar__plus_01_dot_35_bar__plus_00_dot_05_bar__minus_01_dot_48 TissueBoxType)
        (objectType TissueBox_bar__plus_03_dot_05_bar__plus_00_dot_59_bar__minus_01_dot_74 TissueBoxType)
        (objectType Window_bar__plus_01_dot_61_bar__plus_00_dot_49_bar__minus_00_dot_08 WindowType)
        (objectType Window_bar__plus_02_dot_22_bar__plus_00_dot_18_bar__plus_00_dot_06 WindowType)
        (canContain BedType BookType)
        (canContain BedType CellPhoneType)
        (canContain BedType LaptopType)
        (canContain BedType PillowType)
        (canContain BedType TennisRacketType)
        (canContain DeskType AlarmClockType)
        (canContain DeskType BookType)
        (canContain DeskType CDType)
        (canContain DeskType CellPhoneType)
        (canContain DeskType CreditCardType)
        (canContain DeskType KeyChainType)
        (canContain DeskType LaptopType)
        (canContain DeskType MugType)
        (canContain DeskType PenType)
        (canContain DeskType PencilType)
        (canContain DeskType TennisRacketType)
        (canContain DeskType TissueBoxType)
        (canContain DrawerType BookType)
        (canContain DrawerType CDType)
        (canContain DrawerType CellPhoneType)
        (canContain DrawerType CreditCardType)
        (canContain DrawerType KeyChainType)
        (canContain DrawerType PenType)
        (canContain DrawerType PencilType)
        (canContain DrawerType TissueBoxType)
        (canContain GarbageCanType CDType)
        (canContain GarbageCanType PenType)
        (canContain GarbageCanType PencilType)
        (canContain GarbageCanType TissueBoxType)
        (canContain ShelfType AlarmClockType)
        (canContain ShelfType BookType)
        (canContain ShelfType CDType)
        (canContain ShelfType CellPhoneType)
        (canContain ShelfType CreditCardType)
        (canContain ShelfType KeyChainType)
        (canContain ShelfType MugType)
        (canContain ShelfType PenType)
        (canContain ShelfType PencilType)
        (canContain ShelfType TissueBoxType)
        (canContain SideTableType AlarmClockType)
        (canContain SideTableType BookType)
        (canContain SideTableType CDType)
        (canContain SideTableType CellPhoneType)
        (canContain SideTableType CreditCardType)
        (canContain SideTableType KeyChainType)
        (canContain SideTableType LaptopType)
        (canContain SideTableType MugType)
        (canContain SideTableType PenType)
        (canContain SideTableType PencilType)
        (canContain SideTableType TennisRacketType)
        (canContain SideTableType TissueBoxType)
        (pickupable AlarmClock_bar__plus_02_dot_36_bar__plus_00_dot_05_bar__minus_01_dot_42)
        (pickupable AlarmClock_bar__plus_03_dot_25_bar__plus_00_dot_59_bar__minus_01_dot_34)
        (pickupable Book_bar_00_dot_00_bar__plus_00_dot_05_bar__minus_00_dot_80)
        (pickupable CD_bar__plus_01_dot_29_bar__plus_00_dot_40_bar__minus_01_dot_87)
        (pickupable CD_bar__plus_01_dot_51_bar__plus_00_dot_40_bar__minus_01_dot_62)
        (pickupable CellPhone_bar__plus_01_dot_35_bar__plus_00_dot_40_bar__minus_01_dot_64)
        (pickupable CellPhone_bar__plus_03_dot_01_bar__plus_00_dot_59_bar__minus_01_dot_17)
        (pickupable CreditCard_bar__plus_01_dot_10_bar__plus_00_dot_18_bar__minus_01_dot_51)
        (pickupable KeyChain_bar__plus_01_dot_21_bar__plus_00_dot_18_bar__minus_01_dot_89)
        (pickupable KeyChain_bar__plus_01_dot_31_bar__plus_00_dot_18_bar__minus_01_dot_34)
        (pickupable KeyChain_bar__plus_02_dot_89_bar__plus_00_dot_59_bar__minus_01_dot_63)
        (pickupable Laptop_bar__plus_00_dot_01_bar__plus_00_dot_05_bar__minus_00_dot_70)
        (pickupable Mug_bar__plus_02_dot_50_bar__plus_00_dot_05_bar__minus_01_dot_56)
        (pickupable Pencil_bar__plus_02_dot_22_bar__plus_00_dot_05_bar__minus_01_dot_49)
        (pickupable Pencil_bar__plus_03_dot_24_bar__plus_00_dot_59_bar__minus_01_dot_69)
        (pickupable Pen_bar__plus_01_dot_06_bar__plus_00_dot_18_bar__minus_01_dot_70)
        (pickupable Pillow_bar__plus_00_dot_51_bar__plus_00_dot_05_bar__minus_01_dot_15)
        (pickupable TeddyBear_bar__plus_00_dot_12_bar__plus_00_dot_05_bar__minus_00_dot_98)
        (pickupable TeddyBear_bar__plus_00_dot_14_bar__plus_00_dot_05_bar__minus_00_dot_68)
        (pickupable TeddyBear_bar__plus_00_dot_51_bar__plus_00_dot_05_bar__minus_00_dot_97)
        (pickupable TennisRacket_bar__plus_00_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_25)
        (pickupable TissueBox_bar__plus_01_dot_10_bar__plus_00_dot_05_bar__minus_01_dot_70)
        (pickupable TissueBox_bar__plus_01_dot_35_bar__plus_00_dot_05_bar__minus_01_dot_48)
        (pickupable TissueBox_bar__plus_03_dot_05_bar__plus_00_dot_59_bar__minus_01_dot_74)
        (isReceptacleObject Mug_bar__plus_02_dot_50_bar__plus_00_dot_05_bar__minus_01_dot_56)
        (openable Drawer_bar__plus_01_dot_24_bar__plus_00_dot_13_bar__minus_01_dot_60)
        (openable Drawer_bar__plus_01_dot_24_bar__plus_00_dot_35_bar__minus_01_dot_60)
        (cleanable Mug_bar__plus_02_dot_50_bar__plus_00_dot_05_bar__minus_01_dot_56)
        (heatable Mug_bar__plus_02_dot_50_bar__plus_00_dot_05_bar__minus_01_dot_56)
        (coolable Mug_bar__plus_02_dot_50_bar__plus_00_dot_05_bar__minus_01_dot_56)
        (toggleable DeskLamp_bar__plus_02_dot_76_bar__plus_00_dot_59_bar__minus_01_dot_36)
        (inReceptacle AlarmClock_bar__plus_02_dot_36_bar__plus_00_dot_05_bar__minus_01_dot_42 Desk_bar__plus_02_dot_49_bar__plus_00_dot_00_bar__minus_01_dot_59)
        (inReceptacle AlarmClock_bar__plus_03_dot_25_bar__plus_00_dot_59_bar__minus_01_dot_34 Shelf_bar__plus_03_dot_04_bar__plus_00_dot_54_bar__minus_01_dot_44)
        (inReceptacle Book_bar_00_dot_00_bar__plus_00_dot_05_bar__minus_00_dot_80 Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95)
        (inReceptacle CD_bar__plus_01_dot_29_bar__plus_00_dot_40_bar__minus_01_dot_87 Drawer_bar__plus_01_dot_24_bar__plus_00_dot_35_bar__minus_01_dot_60)
        (inReceptacle CD_bar__plus_01_dot_51_bar__plus_00_dot_40_bar__minus_01_dot_62 Drawer_bar__plus_01_dot_24_bar__plus_00_dot_35_bar__minus_01_dot_60)
        (inReceptacle CellPhone_bar__plus_01_dot_35_bar__plus_00_dot_40_bar__minus_01_dot_64 Drawer_bar__plus_01_dot_24_bar__plus_00_dot_35_bar__minus_01_dot_60)
        (inReceptacle CellPhone_bar__plus_03_dot_01_bar__plus_00_dot_59_bar__minus_01_dot_17 Shelf_bar__plus_03_dot_04_bar__plus_00_dot_54_bar__minus_01_dot_44)
        (inReceptacle CreditCard_bar__plus_01_dot_10_bar__plus_00_dot_18_bar__minus_01_dot_51 Drawer_bar__plus_01_dot_24_bar__plus_00_dot_13_bar__minus_01_dot_60)
        (inReceptacle DeskLamp_bar__plus_02_dot_76_bar__plus_00_dot_59_bar__minus_01_dot_36 Shelf_bar__plus_03_dot_04_bar__plus_00_dot_54_bar__minus_01_dot_44)
        (inReceptacle HousePlant_bar__plus_01_dot_16_bar__plus_00_dot_05_bar__minus_01_dot_76 SideTable_bar__plus_01_dot_24_bar__plus_00_dot_00_bar__minus_01_dot_67)
        (inReceptacle KeyChain_bar__plus_01_dot_21_bar__plus_00_dot_18_bar__minus_01_dot_89 Drawer_bar__plus_01_dot_24_bar__plus_00_dot_13_bar__minus_01_dot_60)
        (inReceptacle KeyChain_bar__plus_01_dot_31_bar__plus_00_dot_18_bar__minus_01_dot_34 Drawer_bar__plus_01_dot_24_bar__plus_00_dot_13_bar__minus_01_dot_60)
        (inReceptacle KeyChain_bar__plus_02_dot_89_bar__plus_00_dot_59_bar__minus_01_dot_63 Shelf_bar__plus_03_dot_04_bar__plus_00_dot_54_bar__minus_01_dot_44)
        (inReceptacle Laptop_bar__plus_00_dot_01_bar__plus_00_dot_05_bar__minus_00_dot_70 Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95)
        (inReceptacle Mug_bar__plus_02_dot_50_bar__plus_00_dot_05_bar__minus_01_dot_56 Desk_bar__plus_02_dot_49_bar__plus_00_dot_00_bar__minus_01_dot_59)
        (inReceptacle Pencil_bar__plus_02_dot_22_bar__plus_00_dot_05_bar__minus_01_dot_49 Desk_bar__plus_02_dot_49_bar__plus_00_dot_00_bar__minus_01_dot_59)
        (inReceptacle Pencil_bar__plus_03_dot_24_bar__plus_00_dot_59_bar__minus_01_dot_69 Shelf_bar__plus_03_dot_04_bar__plus_00_dot_54_bar__minus_01_dot_44)
        (inReceptacle Pen_bar__plus_01_dot_06_bar__plus_00_dot_18_bar__minus_01_dot_70 Drawer_bar__plus_01_dot_24_bar__plus_00_dot_13_bar__minus_01_dot_60)
        (inReceptacle Pillow_bar__plus_00_dot_51_bar__plus_00_dot_05_bar__minus_01_dot_15 Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95)
        (inReceptacle TeddyBear_bar__plus_00_dot_12_bar__plus_00_dot_05_bar__minus_00_dot_98 Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95)
        (inReceptacle TeddyBear_bar__plus_00_dot_14_bar__plus_00_dot_05_bar__minus_00_dot_68 Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95)
        (inReceptacle TeddyBear_bar__plus_00_dot_51_bar__plus_00_dot_05_bar__minus_00_dot_97 Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95)
        (inReceptacle TennisRacket_bar__plus_00_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_25 Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95)
        (inReceptacle TissueBox_bar__plus_01_dot_10_bar__plus_00_dot_05_bar__minus_01_dot_70 SideTable_bar__plus_01_dot_24_bar__plus_00_dot_00_bar__minus_01_dot_67)
        (inReceptacle TissueBox_bar__plus_01_dot_35_bar__plus_00_dot_05_bar__minus_01_dot_48 SideTable_bar__plus_01_dot_24_bar__plus_00_dot_00_bar__minus_01_dot_67)
        (inReceptacle TissueBox_bar__plus_03_dot_05_bar__plus_00_dot_59_bar__minus_01_dot_74 Shelf_bar__plus_03_dot_04_bar__plus_00_dot_54_bar__minus_01_dot_44)
        (receptacleAtLocation Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95 loc_bar_6_bar__minus_4_bar_3_bar_30)
        (receptacleAtLocation Desk_bar__plus_02_dot_49_bar__plus_00_dot_00_bar__minus_01_dot_59 loc_bar_10_bar__minus_2_bar_2_bar_30)
        (receptacleAtLocation Drawer_bar__plus_01_dot_24_bar__plus_00_dot_13_bar__minus_01_dot_60 loc_bar_7_bar__minus_2_bar_2_bar_30)
        (receptacleAtLocation Drawer_bar__plus_01_dot_24_bar__plus_00_dot_35_bar__minus_01_dot_60 loc_bar_9_bar__minus_3_bar_3_bar_30)
        (receptacleAtLocation GarbageCan_bar__plus_03_dot_17_bar__plus_00_dot_00_bar__minus_00_dot_27 loc_bar_9_bar__minus_3_bar_1_bar_30)
        (receptacleAtLocation Shelf_bar__plus_03_dot_04_bar__plus_00_dot_54_bar__minus_01_dot_44 loc_bar_11_bar__minus_2_bar_2_bar_30)
        (receptacleAtLocation SideTable_bar__plus_01_dot_24_bar__plus_00_dot_00_bar__minus_01_dot_67 loc_bar_7_bar__minus_3_bar_2_bar_30)
        (objectAtLocation AlarmClock_bar__plus_02_dot_36_bar__plus_00_dot_05_bar__minus_01_dot_42 loc_bar_10_bar__minus_2_bar_2_bar_30)
        (objectAtLocation AlarmClock_bar__plus_03_dot_25_bar__plus_00_dot_59_bar__minus_01_dot_34 loc_bar_11_bar__minus_2_bar_2_bar_30)
        (objectAtLocation Blinds_bar__plus_01_dot_75_bar__plus_00_dot_24_bar__plus_00_dot_03 loc_bar_7_bar_2_bar_2_bar_30)
        (objectAtLocation Book_bar_00_dot_00_bar__plus_00_dot_05_bar__minus_00_dot_80 loc_bar_6_bar__minus_4_bar_3_bar_30)
        (objectAtLocation CD_bar__plus_01_dot_29_bar__plus_00_dot_40_bar__minus_01_dot_87 loc_bar_9_bar__minus_3_bar_3_bar_30)
        (objectAtLocation CD_bar__plus_01_dot_51_bar__plus_00_dot_40_bar__minus_01_dot_62 loc_bar_9_bar__minus_3_bar_3_bar_30)
        (objectAtLocation CellPhone_bar__plus_01_dot_35_bar__plus_00_dot_40_bar__minus_01_dot_64 loc_bar_9_bar__minus_3_bar_3_bar_30)
        (objectAtLocation CellPhone_bar__plus_03_dot_01_bar__plus_00_dot_59_bar__minus_01_dot_17 loc_bar_11_bar__minus_2_bar_2_bar_30)
        (objectAtLocation Chair_bar__plus_01_dot_49_bar__plus_00_dot_46_bar__minus_00_dot_89 loc_bar_6_bar__minus_2_bar_2_bar_30)
        (objectAtLocation Chair_bar__plus_02_dot_25_bar__plus_01_dot_26_bar__plus_00_dot_42 loc_bar_9_bar_0_bar_2_bar_30)
        (objectAtLocation Chair_bar__minus_00_dot_46_bar__plus_01_dot_59_bar__plus_00_dot_52 loc_bar__minus_1_bar_2_bar_1_bar_30)
        (objectAtLocation CreditCard_bar__plus_01_dot_10_bar__plus_00_dot_18_bar__minus_01_dot_51 loc_bar_7_bar__minus_2_bar_2_bar_30)
        (objectAtLocation DeskLamp_bar__plus_02_dot_76_bar__plus_00_dot_59_bar__minus_01_dot_36 loc_bar_11_bar__minus_2_bar_2_bar_30)
        (objectAtLocation HousePlant_bar__plus_01_dot_16_bar__plus_00_dot_05_bar__minus_01_dot_76 loc_bar_7_bar__minus_3_bar_2_bar_30)
        (objectAtLocation KeyChain_bar__plus_01_dot_21_bar__plus_00_dot_18_bar__minus_01_dot_89 loc_bar_7_bar__minus_2_bar_2_bar_30)
        (objectAtLocation KeyChain_bar__plus_01_dot_31_bar__plus_00_dot_18_bar__minus_01_dot_34 loc_bar_7_bar__minus_2_bar_2_bar_30)
        (objectAtLocation KeyChain_bar__plus_02_dot_89_bar__plus_00_dot_59_bar__minus_01_dot_63 loc_bar_11_bar__minus_2_bar_2_bar_30)
        (objectAtLocation Laptop_bar__plus_00_dot_01_bar__plus_00_dot_05_bar__minus_00_dot_70 loc_bar_6_bar__minus_4_bar_3_bar_30)
        (objectAtLocation LightSwitch_bar__plus_00_dot_15_bar__plus_00_dot_97_bar__plus_00_dot_05 loc_bar_0_bar_1_bar_2_bar_30)
        (objectAtLocation Mirror_bar__plus_00_dot_15_bar__plus_01_dot_12_bar__plus_00_dot_66 loc_bar_2_bar_2_bar_0_bar_30)
        (objectAtLocation Mug_bar__plus_02_dot_50_bar__plus_00_dot_05_bar__minus_01_dot_56 loc_bar_10_bar__minus_2_bar_2_bar_30)
        (objectAtLocation Pencil_bar__plus_02_dot_22_bar__plus_00_dot_05_bar__minus_01_dot_49 loc_bar_10_bar__minus_2_bar_2_bar_30)
        (objectAtLocation Pencil_bar__plus_03_dot_24_bar__plus_00_dot_59_bar__minus_01_dot_69 loc_bar_11_bar__minus_2_bar_2_bar_30)
        (objectAtLocation Pen_bar__plus_01_dot_06_bar__plus_00_dot_18_bar__minus_01_dot_70 loc_bar_7_bar__minus_2_bar_2_bar_30)
        (objectAtLocation Pillow_bar__plus_00_dot_51_bar__plus_00_dot_05_bar__minus_01_dot_15 loc_bar_6_bar__minus_4_bar_3_bar_30)
        (objectAtLocation TeddyBear_bar__plus_00_dot_12_bar__plus_00_dot_05_bar__minus_00_dot_98 loc_bar_6_bar__minus_4_bar_3_bar_30)
        (objectAtLocation TeddyBear_bar__plus_00_dot_14_bar__plus_00_dot_05_bar__minus_00_dot_68 loc_bar_6_bar__minus_4_bar_3_bar_30)
        (objectAtLocation TeddyBear_bar__plus_00_dot_51_bar__plus_00_dot_05_bar__minus_00_dot_97 loc_bar_6_bar__minus_4_bar_3_bar_30)
        (objectAtLocation TennisRacket_bar__plus_00_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_25 loc_bar_6_bar__minus_4_bar_3_bar_30)
        (objectAtLocation TissueBox_bar__plus_01_dot_10_bar__plus_00_dot_05_bar__minus_01_dot_70 loc_bar_7_bar__minus_3_bar_2_bar_30)
        (objectAtLocation TissueBox_bar__plus_01_dot_35_bar__plus_00_dot_05_bar__minus_01_dot_48 loc_bar_7_bar__minus_3_bar_2_bar_30)
        (objectAtLocation TissueBox_bar__plus_03_dot_05_bar__plus_00_dot_59_bar__minus_01_dot_74 loc_bar_11_bar__minus_2_bar_2_bar_30)
        (objectAtLocation Window_bar__plus_01_dot_61_bar__plus_00_dot_49_bar__minus_00_dot_08 loc_bar_5_bar_1_bar_3_bar_30)
        (objectAtLocation Window_bar__plus_02_dot_22_bar__plus_00_dot_18_bar__plus_00_dot_06 loc_bar_7_bar__minus_1_bar_2_bar_30)
        )

        (:goal
             (and
                 (exists (?ot - object
                          ?r - receptacle
                          ?a - agent
                          ?l - location)
                     (and
                         (objectType ?ot DeskLampType)
                         (toggleable ?ot)
                         (isToggled ?ot)
                         (receptacleAtLocation ?r ?l)
                         (atLocation ?a ?l)
                         (inReceptacle ?ot ?r)
                     )
                 )
                 (exists (?o - object
                          ?a - agent)
                     (and
                         (objectType ?o PillowType)
                         (holds ?a ?o)
                     )
                 )
             )
        )
    )
    