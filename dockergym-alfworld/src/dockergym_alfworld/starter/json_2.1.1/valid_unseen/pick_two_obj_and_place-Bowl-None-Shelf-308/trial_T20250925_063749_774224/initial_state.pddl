
(define (problem plan_trial_T20250925_063749_774224)
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
        AlarmClock_bar__minus_01_dot_30_bar__plus_00_dot_07_bar__plus_00_dot_71 - object
        BaseballBat_bar__plus_00_dot_96_bar__plus_00_dot_05_bar__plus_01_dot_44 - object
        BaseballBat_bar__plus_01_dot_53_bar__plus_00_dot_05_bar__plus_01_dot_40 - object
        BasketBall_bar__plus_01_dot_01_bar__plus_00_dot_05_bar__plus_01_dot_39 - object
        BasketBall_bar__plus_01_dot_13_bar__plus_00_dot_05_bar__plus_01_dot_88 - object
        BasketBall_bar__minus_01_dot_80_bar__plus_00_dot_07_bar__plus_00_dot_40 - object
        Blinds_bar__plus_00_dot_65_bar__plus_00_dot_40_bar__plus_00_dot_47 - object
        Book_bar__plus_01_dot_35_bar__plus_00_dot_05_bar__plus_01_dot_77 - object
        Book_bar__minus_01_dot_75_bar__plus_01_dot_77_bar__plus_00_dot_68 - object
        Bowl_bar__minus_00_dot_64_bar__plus_00_dot_05_bar__minus_01_dot_29 - object
        Bowl_bar__minus_01_dot_29_bar__plus_00_dot_07_bar__plus_00_dot_62 - object
        Bowl_bar__minus_01_dot_46_bar__plus_00_dot_07_bar__plus_00_dot_66 - object
        CD_bar__minus_00_dot_28_bar__plus_00_dot_05_bar__minus_01_dot_51 - object
        CellPhone_bar__minus_01_dot_41_bar__plus_01_dot_77_bar__plus_00_dot_32 - object
        CellPhone_bar__minus_02_dot_01_bar__plus_00_dot_79_bar__plus_00_dot_86 - object
        Chair_bar__plus_00_dot_53_bar__plus_00_dot_43_bar__minus_00_dot_34 - object
        Chair_bar__minus_00_dot_34_bar__plus_01_dot_36_bar__plus_01_dot_68 - object
        Chair_bar__minus_01_dot_70_bar__plus_00_dot_80_bar__plus_01_dot_35 - object
        CreditCard_bar__minus_00_dot_55_bar__plus_00_dot_77_bar__minus_00_dot_82 - object
        DeskLamp_bar__minus_00_dot_84_bar__plus_00_dot_05_bar__minus_01_dot_14 - object
        Laptop_bar__plus_01_dot_21_bar__plus_00_dot_05_bar__plus_01_dot_85 - object
        LaundryHamperLid_bar__minus_00_dot_75_bar__plus_01_dot_61_bar__plus_01_dot_53 - object
        LightSwitch_bar__plus_00_dot_84_bar__plus_01_dot_71_bar__minus_00_dot_78 - object
        Mirror_bar__minus_00_dot_14_bar__plus_01_dot_59_bar__plus_01_dot_52 - object
        Pencil_bar__minus_01_dot_85_bar__plus_00_dot_07_bar__plus_00_dot_56 - object
        Pencil_bar__minus_01_dot_93_bar__plus_01_dot_39_bar__plus_00_dot_31 - object
        Pillow_bar__plus_01_dot_35_bar__plus_00_dot_05_bar__plus_01_dot_60 - object
        Window_bar__minus_00_dot_16_bar__plus_01_dot_73_bar__minus_00_dot_41 - object
        Window_bar__minus_01_dot_31_bar__plus_00_dot_94_bar__plus_01_dot_78 - object
        Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67 - receptacle
        Desk_bar__minus_00_dot_57_bar__plus_00_dot_00_bar__minus_01_dot_35 - receptacle
        Desk_bar__minus_01_dot_58_bar__plus_00_dot_02_bar__plus_00_dot_67 - receptacle
        Drawer_bar__minus_00_dot_51_bar__plus_00_dot_19_bar__minus_00_dot_85 - receptacle
        Drawer_bar__minus_00_dot_51_bar__plus_00_dot_72_bar__minus_00_dot_85 - receptacle
        Drawer_bar__minus_02_dot_07_bar__plus_00_dot_74_bar__plus_00_dot_73 - receptacle
        GarbageCan_bar__minus_00_dot_75_bar__plus_00_dot_00_bar__minus_00_dot_34 - receptacle
        LaundryHamper_bar__minus_00_dot_50_bar_00_dot_00_bar__plus_02_dot_00 - receptacle
        Safe_bar__minus_02_dot_18_bar__plus_00_dot_00_bar__plus_02_dot_58 - receptacle
        Shelf_bar__minus_01_dot_29_bar__plus_00_dot_87_bar__plus_00_dot_41 - receptacle
        Shelf_bar__minus_01_dot_29_bar__plus_01_dot_72_bar__plus_00_dot_41 - receptacle
        Shelf_bar__minus_01_dot_96_bar__plus_00_dot_87_bar__plus_00_dot_41 - receptacle
        Shelf_bar__minus_01_dot_96_bar__plus_01_dot_34_bar__plus_00_dot_41 - receptacle
        Shelf_bar__minus_01_dot_96_bar__plus_01_dot_72_bar__plus_00_dot_41 - receptacle
        loc_bar__minus_7_bar_5_bar_2_bar__minus_30 - location
        loc_bar__minus_7_bar_6_bar_2_bar_30 - location
        loc_bar__minus_7_bar_7_bar_1_bar_30 - location
        loc_bar__minus_5_bar_6_bar_2_bar_30 - location
        loc_bar__minus_5_bar_6_bar_3_bar_30 - location
        loc_bar__minus_4_bar_5_bar_2_bar__minus_30 - location
        loc_bar__minus_4_bar_6_bar_2_bar_30 - location
        loc_bar__minus_4_bar_7_bar_0_bar_30 - location
        loc_bar__minus_4_bar_8_bar_1_bar_30 - location
        loc_bar__minus_4_bar_8_bar_3_bar_30 - location
        loc_bar__minus_3_bar_4_bar_3_bar_0 - location
        loc_bar__minus_1_bar__minus_1_bar_2_bar_30 - location
        loc_bar__minus_1_bar_3_bar_3_bar_30 - location
        loc_bar__minus_1_bar_6_bar_1_bar_30 - location
        loc_bar_0_bar_7_bar_2_bar_30 - location
        loc_bar_0_bar_8_bar_0_bar_30 - location
        loc_bar_1_bar__minus_5_bar_0_bar_30 - location
        loc_bar_1_bar__minus_5_bar_3_bar_30 - location
        loc_bar_1_bar_0_bar_3_bar_30 - location
        loc_bar_2_bar__minus_6_bar_0_bar_30 - location
        loc_bar_2_bar_0_bar_0_bar_30 - location
        loc_bar_3_bar__minus_2_bar_2_bar_30 - location
        loc_bar_5_bar__minus_3_bar_0_bar_30 - location
        )

(:init
        (atLocation agent1 loc_bar__minus_5_bar_6_bar_2_bar_30)
        (receptacleType Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67 BedType)
        (receptacleType Desk_bar__minus_00_dot_57_bar__plus_00_dot_00_bar__minus_01_dot_35 DeskType)
        (receptacleType Desk_bar__minus_01_dot_58_bar__plus_00_dot_02_bar__plus_00_dot_67 DeskType)
        (receptacleType Drawer_bar__minus_00_dot_51_bar__plus_00_dot_19_bar__minus_00_dot_85 DrawerType)
        (receptacleType Drawer_bar__minus_00_dot_51_bar__plus_00_dot_72_bar__minus_00_dot_85 DrawerType)
        (receptacleType Drawer_bar__minus_02_dot_07_bar__plus_00_dot_74_bar__plus_00_dot_73 DrawerType)
        (receptacleType GarbageCan_bar__minus_00_dot_75_bar__plus_00_dot_00_bar__minus_00_dot_34 GarbageCanType)
        (receptacleType LaundryHamper_bar__minus_00_dot_50_bar_00_dot_00_bar__plus_02_dot_00 LaundryHamperType)
        (receptacleType Safe_bar__minus_02_dot_18_bar__plus_00_dot_00_bar__plus_02_dot_58 SafeType)
        (receptacleType Shelf_bar__minus_01_dot_29_bar__plus_00_dot_87_bar__plus_00_dot_41 ShelfType)
        (receptacleType Shelf_bar__minus_01_dot_29_bar__plus_01_dot_72_bar__plus_00_dot_41 ShelfType)
        (receptacleType Shelf_bar__minus_01_dot_96_bar__plus_00_dot_87_bar__plus_00_dot_41 ShelfType)
        (receptacleType Shelf_bar__minus_01_dot_96_bar__plus_01_dot_34_bar__plus_00_dot_41 ShelfType)
        (receptacleType Shelf_bar__minus_01_dot_96_bar__plus_01_dot_72_bar__plus_00_dot_41 ShelfType)
        (objectType AlarmClock_bar__minus_01_dot_30_bar__plus_00_dot_07_bar__plus_00_dot_71 AlarmClockType)
        (objectType BaseballBat_bar__plus_00_dot_96_bar__plus_00_dot_05_bar__plus_01_dot_44 BaseballBatType)
        (objectType BaseballBat_bar__plus_01_dot_53_bar__plus_00_dot_05_bar__plus_01_dot_40 BaseballBatType)
        (objectType BasketBall_bar__plus_01_dot_01_bar__plus_00_dot_05_bar__plus_01_dot_39 BasketBallType)
        (objectType BasketBall_bar__plus_01_dot_13_bar__plus_00_dot_05_bar__plus_01_dot_88 BasketBallType)
        (objectType BasketBall_bar__minus_01_dot_80_bar__plus_00_dot_07_bar__plus_00_dot_40 BasketBallType)
        (objectType Blinds_bar__plus_00_dot_65_bar__plus_00_dot_40_bar__plus_00_dot_47 BlindsType)
        (objectType Book_bar__plus_01_dot_35_bar__plus_00_dot_05_bar__plus_01_dot_77 BookType)
        (objectType Book_bar__minus_01_dot_75_bar__plus_01_dot_77_bar__plus_00_dot_68 BookType)
        (objectType Bowl_bar__minus_00_dot_64_bar__plus_00_dot_05_bar__minus_01_dot_29 BowlType)
        (objectType Bowl_bar__minus_01_dot_29_bar__plus_00_dot_07_bar__plus_00_dot_62 BowlType)
        (objectType Bowl_bar__minus_01_dot_46_bar__plus_00_dot_07_bar__plus_00_dot_66 BowlType)
        (objectType CD_bar__minus_00_dot_28_bar__plus_00_dot_05_bar__minus_01_dot_51 CDType)
        (objectType CellPhone_bar__minus_01_dot_41_bar__plus_01_dot_77_bar__plus_00_dot_32 CellPhoneType)
        (objectType CellPhone_bar__minus_02_dot_01_bar__plus_00_dot_79_bar__plus_00_dot_86 CellPhoneType)
        (objectType Chair_bar__plus_00_dot_53_bar__plus_00_dot_43_bar__minus_00_dot_34 ChairType)
        (objectType Chair_bar__minus_00_dot_34_bar__plus_01_dot_36_bar__plus_01_dot_68 ChairType)
        (objectType Chair_bar__minus_01_dot_70_bar__plus_00_dot_80_bar__plus_01_dot_35 ChairType)
        (objectType CreditCard_bar__minus_00_dot_55_bar__plus_00_dot_77_bar__minus_00_dot_82 CreditCardType)
        (objectType DeskLamp_bar__minus_00_dot_84_bar__plus_00_dot_05_bar__minus_01_dot_14 DeskLampType)
        (objectType Laptop_bar__plus_01_dot_21_bar__plus_00_dot_05_bar__plus_01_dot_85 LaptopType)
        (objectType LaundryHamperLid_bar__minus_00_dot_75_bar__plus_01_dot_61_bar__plus_01_dot_53 LaundryHamperLidType)
        (objectType LightSwitch_bar__plus_00_dot_84_bar__plus_01_dot_71_bar__minus_00_dot_78 LightSwitchType)
        (objectType Mirror_bar__minus_00_dot_14_bar__plus_01_dot_59_bar__plus_01_dot_52 MirrorType)
        (objectType Pencil_bar__minus_01_dot_85_bar__plus_00_dot_07_bar__plus_00_dot_56 PencilType)
        (objectType Pencil_bar__minus_01_dot_93_bar__plus_01_dot_39_bar__plus_00_dot_31 PencilType)
        (objectType Pillow_bar__plus_01_dot_35_bar__plus_00_dot_05_bar__plus_01_dot_60 PillowType)
        (objectType Window_bar__minus_00_dot_16_bar__plus_01_dot_73_bar__minus_00_dot_41 WindowType)
        (objectType Window_bar__minus_01_dot_31_bar__plus_00_dot_94_bar__plus_01_dot_78 WindowType)
        (canContain BedType BaseballBatType)
        (canContain BedType BasketBallType)
        (canContain BedType BookType)
        (canContain BedType CellPhoneType)
        (canContain BedType LaptopType)
        (canContain BedType PillowType)
        (canContain DeskType AlarmClockType)
        (canContain DeskType BasketBallType)
        (canContain DeskType BookType)
        (canContain DeskType BowlType)
        (canContain DeskType CDType)
        (canContain DeskType CellPhoneType)
        (canContain DeskType CreditCardType)
        (canContain DeskType LaptopType)
        (canContain DeskType PencilType)
        (canContain DrawerType BookType)
        (canContain DrawerType CDType)
        (canContain DrawerType CellPhoneType)
        (canContain DrawerType CreditCardType)
        (canContain DrawerType PencilType)
        (canContain GarbageCanType CDType)
        (canContain GarbageCanType PencilType)
        (canContain SafeType CDType)
        (canContain SafeType CellPhoneType)
        (canContain SafeType CreditCardType)
        (canContain ShelfType AlarmClockType)
        (canContain ShelfType BookType)
        (canContain ShelfType BowlType)
        (canContain ShelfType CDType)
        (canContain ShelfType CellPhoneType)
        (canContain ShelfType CreditCardType)
        (canContain ShelfType PencilType)
        (pickupable AlarmClock_bar__minus_01_dot_30_bar__plus_00_dot_07_bar__plus_00_dot_71)
        (pickupable BaseballBat_bar__plus_00_dot_96_bar__plus_00_dot_05_bar__plus_01_dot_44)
        (pickupable BaseballBat_bar__plus_01_dot_53_bar__plus_00_dot_05_bar__plus_01_dot_40)
        (pickupable BasketBall_bar__plus_01_dot_01_bar__plus_00_dot_05_bar__plus_01_dot_39)
        (pickupable BasketBall_bar__plus_01_dot_13_bar__plus_00_dot_05_bar__plus_01_dot_88)
        (pickupable BasketBall_bar__minus_01_dot_80_bar__plus_00_dot_07_bar__plus_00_dot_40)
        (pickupable Book_bar__plus_01_dot_35_bar__plus_00_dot_05_bar__plus_01_dot_77)
        (pickupable Book_bar__minus_01_dot_75_bar__plus_01_dot_77_bar__plus_00_dot_68)
        (pickupable Bowl_bar__minus_00_dot_64_bar__plus_00_dot_05_bar__minus_01_dot_29)
        (pickupable Bowl_bar__minus_01_dot_29_bar__plus_00_dot_07_bar__plus_00_dot_62)
        (pickupable Bowl_bar__minus_01_dot_46_bar__plus_00_dot_07_bar__plus_00_dot_66)
        (pickupable CD_bar__minus_00_dot_28_bar__plus_00_dot_05_bar__minus_01_dot_51)
        (pickupable CellPhone_bar__minus_01_dot_41_bar__plus_01_dot_77_bar__plus_00_dot_32)
        (pickupable CellPhone_bar__minus_02_dot_01_bar__plus_00_dot_79_bar__plus_00_dot_86)
        (pickupable CreditCard_bar__minus_00_dot_55_bar__plus_00_dot_77_bar__minus_00_dot_82)
        (pickupable Laptop_bar__plus_01_dot_21_bar__plus_00_dot_05_bar__plus_01_dot_85)
        (pickupable Pencil_bar__minus_01_dot_85_bar__plus_00_dot_07_bar__plus_00_dot_56)
        (pickupable Pencil_bar__minus_01_dot_93_bar__plus_01_dot_39_bar__plus_00_dot_31)
        (pickupable Pillow_bar__plus_01_dot_35_bar__plus_00_dot_05_bar__plus_01_dot_60)
        (isReceptacleObject Bowl_bar__minus_00_dot_64_bar__plus_00_dot_05_bar__minus_01_dot_29)
        (isReceptacleObject Bowl_bar__minus_01_dot_29_bar__plus_00_dot_07_bar__plus_00_dot_62)
        (isReceptacleObject Bowl_bar__minus_01_dot_46_bar__plus_00_dot_07_bar__plus_00_dot_66)
        (openable Drawer_bar__minus_00_dot_51_bar__plus_00_dot_19_bar__minus_00_dot_85)
        (openable Drawer_bar__minus_00_dot_51_bar__plus_00_dot_72_bar__minus_00_dot_85)
        (openable Drawer_bar__minus_02_dot_07_bar__plus_00_dot_74_bar__plus_00_dot_73)
        (openable Safe_bar__minus_02_dot_18_bar__plus_00_dot_00_bar__plus_02_dot_58)
        (cleanable Bowl_bar__minus_00_dot_64_bar__plus_00_dot_05_bar__minus_01_dot_29)
        (cleanable Bowl_bar__minus_01_dot_29_bar__plus_00_dot_07_bar__plus_00_dot_62)
        (cleanable Bowl_bar__minus_01_dot_46_bar__plus_00_dot_07_bar__plus_00_dot_66)
        (coolable Bowl_bar__minus_00_dot_64_bar__plus_00_dot_05_bar__minus_01_dot_29)
        (coolable Bowl_bar__minus_01_dot_29_bar__plus_00_dot_07_bar__plus_00_dot_62)
        (coolable Bowl_bar__minus_01_dot_46_bar__plus_00_dot_07_bar__plus_00_dot_66)
        (toggleable DeskLamp_bar__minus_00_dot_84_bar__plus_00_dot_05_bar__minus_01_dot_14)
        (inReceptacle AlarmClock_bar__minus_01_dot_30_bar__plus_00_dot_07_bar__plus_00_dot_71 Desk_bar__minus_01_dot_58_bar__plus_00_dot_02_bar__plus_00_dot_67)
        (inReceptacle BaseballBat_bar__plus_00_dot_96_bar__plus_00_dot_05_bar__plus_01_dot_44 Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67)
        (inReceptacle BaseballBat_bar__plus_01_dot_53_bar__plus_00_dot_05_bar__plus_01_dot_40 Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67)
        (inReceptacle BasketBall_bar__plus_01_dot_01_bar__plus_00_dot_05_bar__plus_01_dot_39 Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67)
        (inReceptacle BasketBall_bar__plus_01_dot_13_bar__plus_00_dot_05_bar__plus_01_dot_88 Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67)
        (inReceptacle BasketBall_bar__minus_01_dot_80_bar__plus_00_dot_07_bar__plus_00_dot_40 Desk_bar__minus_01_dot_58_bar__plus_00_dot_02_bar__plus_00_dot_67)
        (inReceptacle Book_bar__plus_01_dot_35_bar__plus_00_dot_05_bar__plus_01_dot_77 Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67)
        (inReceptacle Book_bar__minus_01_dot_75_bar__plus_01_dot_77_bar__plus_00_dot_68 Shelf_bar__minus_01_dot_96_bar__plus_01_dot_72_bar__plus_00_dot_41)
        (inReceptacle Bowl_bar__minus_00_dot_64_bar__plus_00_dot_05_bar__minus_01_dot_29 Desk_bar__minus_00_dot_57_bar__plus_00_dot_00_bar__minus_01_dot_35)
        (inReceptacle Bowl_bar__minus_01_dot_29_bar__plus_00_dot_07_bar__plus_00_dot_62 Desk_bar__minus_01_dot_58_bar__plus_00_dot_02_bar__plus_00_dot_67)
        (inReceptacle Bowl_bar__minus_01_dot_46_bar__plus_00_dot_07_bar__plus_00_dot_66 Desk_bar__minus_01_dot_58_bar__plus_00_dot_02_bar__plus_00_dot_67)
        (inReceptacle CD_bar__minus_00_dot_28_bar__plus_00_dot_05_bar__minus_01_dot_51 Desk_bar__minus_00_dot_57_bar__plus_00_dot_00_bar__minus_01_dot_35)
        (inReceptacle CellPhone_bar__minus_01_dot_41_bar__plus_01_dot_77_bar__plus_00_dot_32 Shelf_bar__minus_01_dot_29_bar__plus_01_dot_72_bar__plus_00_dot_41)
        (inReceptacle CellPhone_bar__minus_02_dot_01_bar__plus_00_dot_79_bar__plus_00_dot_86 Drawer_bar__minus_02_dot_07_bar__plus_00_dot_74_bar__plus_00_dot_73)
        (inReceptacle CreditCard_bar__minus_00_dot_55_bar__plus_00_dot_77_bar__minus_00_dot_82 Drawer_bar__minus_00_dot_51_bar__plus_00_dot_72_bar__minus_00_dot_85)
        (inReceptacle DeskLamp_bar__minus_00_dot_84_bar__plus_00_dot_05_bar__minus_01_dot_14 Desk_bar__minus_00_dot_57_bar__plus_00_dot_00_bar__minus_01_dot_35)
        (inReceptacle Laptop_bar__plus_01_dot_21_bar__plus_00_dot_05_bar__plus_01_dot_85 Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67)
        (inReceptacle Pencil_bar__minus_01_dot_85_bar__plus_00_dot_07_bar__plus_00_dot_56 Desk_bar__minus_01_dot_58_bar__plus_00_dot_02_bar__plus_00_dot_67)
        (inReceptacle Pencil_bar__minus_01_dot_93_bar__plus_01_dot_39_bar__plus_00_dot_31 Shelf_bar__minus_01_dot_96_bar__plus_01_dot_34_bar__plus_00_dot_41)
        (inReceptacle Pillow_bar__plus_01_dot_35_bar__plus_00_dot_05_bar__plus_01_dot_60 Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67)
        (receptacleAtLocation Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67 loc_bar__minus_1_bar_6_bar_1_bar_30)
        (receptacleAtLocation Desk_bar__minus_00_dot_57_bar__plus_00_dot_00_bar__minus_01_dot_35 loc_bar_1_bar__minus_5_bar_3_bar_30)
        (receptacleAtLocation Desk_bar__minus_01_dot_58_bar__plus_00_dot_02_bar__plus_00_dot_67 loc_bar__minus_1_bar_3_bar_3_bar_30)
        (receptacleAtLocation Drawer_bar__minus_00_dot_51_bar__plus_00_dot_19_bar__minus_00_dot_85 loc_bar_2_bar__minus_6_bar_0_bar_30)
        (receptacleAtLocation Drawer_bar__minus_00_dot_51_bar__plus_00_dot_72_bar__minus_00_dot_85 loc_bar_1_bar__minus_5_bar_0_bar_30)
        (receptacleAtLocation Drawer_bar__minus_02_dot_07_bar__plus_00_dot_74_bar__plus_00_dot_73 loc_bar__minus_5_bar_6_bar_3_bar_30)
        (receptacleAtLocation GarbageCan_bar__minus_00_dot_75_bar__plus_00_dot_00_bar__minus_00_dot_34 loc_bar_1_bar_0_bar_3_bar_30)
        (receptacleAtLocation LaundryHamper_bar__minus_00_dot_50_bar_00_dot_00_bar__plus_02_dot_00 loc_bar__minus_4_bar_8_bar_1_bar_30)
        (receptacleAtLocation Safe_bar__minus_02_dot_18_bar__plus_00_dot_00_bar__plus_02_dot_58 loc_bar__minus_4_bar_8_bar_3_bar_30)
        (receptacleAtLocation Shelf_bar__minus_01_dot_29_bar__plus_00_dot_87_bar__plus_00_dot_41 loc_bar__minus_4_bar_6_bar_2_bar_30)
        (receptacleAtLocation Shelf_bar__minus_01_dot_29_bar__plus_01_dot_72_bar__plus_00_dot_41 loc_bar__minus_4_bar_5_bar_2_bar__minus_30)
        (receptacleAtLocation Shelf_bar__minus_01_dot_96_bar__plus_00_dot_87_bar__plus_00_dot_41 loc_bar__minus_7_bar_6_bar_2_bar_30)
        (receptacleAtLocation Shelf_bar__minus_01_dot_96_bar__plus_01_dot_34_bar__plus_00_dot_41 loc_bar__minus_3_bar_4_bar_3_bar_0)
        (receptacleAtLocation Shelf_bar__minus_01_dot_96_bar__plus_01_dot_72_bar__plus_00_dot_41 loc_bar__minus_7_bar_5_bar_2_bar__minus_30)
        (objectAtLocation AlarmClock_bar__minus_01_dot_30_bar__plus_00_dot_07_bar__plus_00_dot_71 loc_bar__minus_1_bar_3_bar_3_bar_30)
        (objectAtLocation BaseballBat_bar__plus_00_dot_96_bar__plus_00_dot_05_bar__plus_01_dot_44 loc_bar__minus_1_bar_6_bar_1_bar_30)
        (objectAtLocation BaseballBat_bar__plus_01_dot_53_bar__plus_00_dot_05_bar__plus_01_dot_40 loc_bar__minus_1_bar_6_bar_1_bar_30)
        (objectAtLocation BasketBall_bar__plus_01_dot_01_bar__plus_00_dot_05_bar__plus_01_dot_39 loc_bar__minus_1_bar_6_bar_1_bar_30)
        (objectAtLocation BasketBall_bar__plus_01_dot_13_bar__plus_00_dot_05_bar__plus_01_dot_88 loc_bar__minus_1_bar_6_bar_1_bar_30)
        (objectAtLocation BasketBall_bar__minus_01_dot_80_bar__plus_00_dot_07_bar__plus_00_dot_40 loc_bar__minus_1_bar_3_bar_3_bar_30)
        (objectAtLocation Blinds_bar__plus_00_dot_65_bar__plus_00_dot_40_bar__plus_00_dot_47 loc_bar_2_bar_0_bar_0_bar_30)
        (objectAtLocation Book_bar__plus_01_dot_35_bar__plus_00_dot_05_bar__plus_01_dot_77 loc_bar__minus_1_bar_6_bar_1_bar_30)
        (objectAtLocation Book_bar__minus_01_dot_75_bar__plus_01_dot_77_bar__plus_00_dot_68 loc_bar__minus_7_bar_5_bar_2_bar__minus_30)
        (objectAtLocation Bowl_bar__minus_00_dot_64_bar__plus_00_dot_05_bar__minus_01_dot_29 loc_bar_1_bar__minus_5_bar_3_bar_30)
        (objectAtLocation Bowl_bar__minus_01_dot_29_bar__plus_00_dot_07_bar__plus_00_dot_62 loc_bar__minus_1_bar_3_bar_3_bar_30)
        (objectAtLocation Bowl_bar__minus_01_dot_46_bar__plus_00_dot_07_bar__plus_00_dot_66 loc_bar__minus_1_bar_3_bar_3_bar_30)
        (objectAtLocation CD_bar__minus_00_dot_28_bar__plus_00_dot_05_bar__minus_01_dot_51 loc_bar_1_bar__minus_5_bar_3_bar_30)
        (objectAtLocation CellPhone_bar__minus_01_dot_41_bar__plus_01_dot_77_bar__plus_00_dot_32 loc_bar__minus_4_bar_5_bar_2_bar__minus_30)
        (objectAtLocation CellPhone_bar__minus_02_dot_01_bar__plus_00_dot_79_bar__plus_00_dot_86 loc_bar__minus_5_bar_6_bar_3_bar_30)
        (objectAtLocation Chair_bar__plus_00_dot_53_bar__plus_00_dot_43_bar__minus_00_dot_34 loc_bar_3_bar__minus_2_bar_2_bar_30)
        (objectAtLocation Chair_bar__minus_00_dot_34_bar__plus_01_dot_36_bar__plus_01_dot_68 loc_bar_0_bar_7_bar_2_bar_30)
        (objectAtLocation Chair_bar__minus_01_dot_70_bar__plus_00_dot_80_bar__plus_01_dot_35 loc_bar__minus_7_bar_7_bar_1_bar_30)
        (objectAtLocation CreditCard_bar__minus_00_dot_55_bar__plus_00_dot_77_bar__minus_00_dot_82 loc_bar_1_bar__minus_5_bar_0_bar_30)
        (objectAtLocation DeskLamp_bar__minus_00_dot_84_bar__plus_00_dot_05_bar__minus_01_dot_14 loc_bar_1_bar__minus_5_bar_3_bar_30)
        (objectAtLocation Laptop_bar__plus_01_dot_21_bar__plus_00_dot_05_bar__plus_01_dot_85 loc_bar__minus_1_bar_6_bar_1_bar_30)
        (objectAtLocation LaundryHamperLid_bar__minus_00_dot_75_bar__plus_01_dot_61_bar__plus_01_dot_53 loc_bar__minus_4_bar_7_bar_0_bar_30)
        (objectAtLocation LightSwitch_bar__plus_00_dot_84_bar__plus_01_dot_71_bar__minus_00_dot_78 loc_bar_5_bar__minus_3_bar_0_bar_30)
        (objectAtLocation Mirror_bar__minus_00_dot_14_bar__plus_01_dot_59_bar__plus_01_dot_52 loc_bar_0_bar_8_bar_0_bar_30)
        (objectAtLocation Pencil_bar__minus_01_dot_85_bar__plus_00_dot_07_bar__plus_00_dot_56 loc_bar__minus_1_bar_3_bar_3_bar_30)
        (objectAtLocation Pencil_bar__minus_01_dot_93_bar__plus_01_dot_39_bar__plus_00_dot_31 loc_bar__minus_3_bar_4_bar_3_bar_0)
        (objectAtLocation Pillow_bar__plus_01_dot_35_bar__plus_00_dot_05_bar__plus_01_dot_60 loc_bar__minus_1_bar_6_bar_1_bar_30)
        (objectAtLocation Window_bar__minus_00_dot_16_bar__plus_01_dot_73_bar__minus_00_dot_41 loc_bar__minus_1_bar__minus_1_bar_2_bar_30)
        (objectAtLocation Window_bar__minus_01_dot_31_bar__plus_00_dot_94_bar__plus_01_dot_78 loc_bar__minus_4_bar_7_bar_0_bar_30)
        )

                (:goal
                    (and
                        (exists (?r - receptacle)
                            (exists (?o1 - object)
                                (and
                                    (objectType ?o1 BowlType)
                                    (receptacleType ?r ShelfType)
                                    (inReceptacle ?o1 ?r)
                                    (exists (?o2 - object)
                                        (and
                                            (not (= ?o1 ?o2))
                                            (objectType ?o2 BowlType)
                                            (receptacleType ?r ShelfType)
                                            (inReceptacle ?o2 ?r)
                                        )
                                    )
                                )
                            )
                        )
                    )
                )
            )
            