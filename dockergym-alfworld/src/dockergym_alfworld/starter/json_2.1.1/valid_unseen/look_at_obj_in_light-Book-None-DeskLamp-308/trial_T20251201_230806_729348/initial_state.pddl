
(define (problem plan_trial_T20251201_230806_729348)
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
        AlarmClock_bar__minus_01_dot_02_bar__plus_00_dot_92_bar__plus_00_dot_55 - object
        AlarmClock_bar__minus_01_dot_65_bar__plus_00_dot_07_bar__plus_00_dot_45 - object
        BaseballBat_bar__plus_01_dot_26_bar__plus_00_dot_05_bar__plus_01_dot_46 - object
        BasketBall_bar__plus_01_dot_43_bar__plus_00_dot_05_bar__plus_01_dot_72 - object
        BasketBall_bar__minus_00_dot_69_bar__plus_00_dot_05_bar__minus_01_dot_61 - object
        BasketBall_bar__minus_01_dot_85_bar__plus_00_dot_07_bar__plus_00_dot_44 - object
        Blinds_bar__plus_00_dot_34_bar__plus_01_dot_22_bar__plus_01_dot_08 - object
        Book_bar__plus_01_dot_06_bar__plus_00_dot_05_bar__plus_01_dot_47 - object
        Bowl_bar__minus_00_dot_44_bar__plus_00_dot_05_bar__minus_01_dot_58 - object
        CD_bar__minus_01_dot_87_bar__plus_00_dot_79_bar__plus_00_dot_79 - object
        CellPhone_bar__minus_02_dot_10_bar__plus_00_dot_79_bar__plus_01_dot_00 - object
        Chair_bar__minus_00_dot_35_bar__plus_01_dot_87_bar__plus_01_dot_75 - object
        CreditCard_bar__minus_00_dot_65_bar__plus_00_dot_24_bar__minus_00_dot_61 - object
        CreditCard_bar__minus_02_dot_25_bar__plus_00_dot_92_bar__plus_00_dot_11 - object
        DeskLamp_bar__minus_01_dot_96_bar__plus_01_dot_39_bar__plus_00_dot_54 - object
        KeyChain_bar__minus_01_dot_91_bar__plus_01_dot_77_bar__plus_00_dot_36 - object
        Laptop_bar__plus_01_dot_06_bar__plus_00_dot_05_bar__plus_01_dot_43 - object
        LaundryHamperLid_bar__plus_01_dot_24_bar__plus_01_dot_77_bar__minus_01_dot_24 - object
        LightSwitch_bar__plus_01_dot_36_bar__plus_01_dot_16_bar__minus_01_dot_48 - object
        Mirror_bar__minus_00_dot_13_bar__plus_00_dot_55_bar__plus_00_dot_64 - object
        Mug_bar__minus_00_dot_78_bar__plus_00_dot_05_bar__minus_01_dot_43 - object
        Pencil_bar__minus_00_dot_67_bar__plus_00_dot_77_bar__minus_00_dot_89 - object
        Pencil_bar__minus_01_dot_23_bar__plus_01_dot_77_bar__plus_00_dot_39 - object
        Pen_bar__minus_02_dot_21_bar__plus_01_dot_39_bar__plus_00_dot_40 - object
        Pen_bar__minus_02_dot_29_bar__plus_00_dot_79_bar__plus_00_dot_90 - object
        Pillow_bar__plus_01_dot_31_bar__plus_00_dot_05_bar__plus_01_dot_41 - object
        Window_bar__plus_01_dot_40_bar__plus_00_dot_91_bar__minus_00_dot_46 - object
        Window_bar__minus_00_dot_86_bar__plus_00_dot_35_bar__plus_02_dot_10 - object
        Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67 - receptacle
        Desk_bar__minus_00_dot_57_bar__plus_00_dot_00_bar__minus_01_dot_35 - receptacle
        Desk_bar__minus_01_dot_58_bar__plus_00_dot_02_bar__plus_00_dot_67 - receptacle
        Drawer_bar__minus_00_dot_51_bar__plus_00_dot_19_bar__minus_00_dot_85 - receptacle
        Drawer_bar__minus_00_dot_51_bar__plus_00_dot_72_bar__minus_00_dot_85 - receptacle
        Drawer_bar__minus_02_dot_07_bar__plus_00_dot_74_bar__plus_00_dot_73 - receptacle
        GarbageCan_bar__minus_00_dot_75_bar__plus_00_dot_00_bar__minus_00_dot_34 - receptacle
        LaundryHamper_bar__minus_01_dot_75_bar_00_dot_00_bar__plus_01_dot_50 - receptacle
        Safe_bar__minus_02_dot_18_bar__plus_00_dot_00_bar__plus_02_dot_58 - receptacle
        Shelf_bar__minus_01_dot_29_bar__plus_00_dot_87_bar__plus_00_dot_41 - receptacle
        Shelf_bar__minus_01_dot_29_bar__plus_01_dot_72_bar__plus_00_dot_41 - receptacle
        Shelf_bar__minus_01_dot_96_bar__plus_00_dot_87_bar__plus_00_dot_41 - receptacle
        Shelf_bar__minus_01_dot_96_bar__plus_01_dot_34_bar__plus_00_dot_41 - receptacle
        Shelf_bar__minus_01_dot_96_bar__plus_01_dot_72_bar__plus_00_dot_41 - receptacle
        loc_bar__minus_7_bar_5_bar_2_bar__minus_30 - location
        loc_bar__minus_7_bar_6_bar_2_bar_30 - location
        loc_bar__minus_7_bar_8_bar_2_bar_30 - location
        loc_bar__minus_5_bar_6_bar_3_bar_30 - location
        loc_bar__minus_4_bar_5_bar_2_bar__minus_30 - location
        loc_bar__minus_4_bar_6_bar_2_bar_30 - location
        loc_bar__minus_4_bar_8_bar_0_bar_30 - location
        loc_bar__minus_4_bar_8_bar_3_bar_30 - location
        loc_bar__minus_3_bar_4_bar_3_bar_0 - location
        loc_bar__minus_1_bar__minus_1_bar_3_bar_30 - location
        loc_bar__minus_1_bar_3_bar_3_bar_30 - location
        loc_bar__minus_1_bar_6_bar_1_bar_30 - location
        loc_bar_0_bar_4_bar_1_bar_30 - location
        loc_bar_0_bar_6_bar_2_bar_30 - location
        loc_bar_0_bar_7_bar_1_bar_30 - location
        loc_bar_1_bar__minus_5_bar_0_bar_30 - location
        loc_bar_1_bar__minus_5_bar_3_bar_30 - location
        loc_bar_1_bar_0_bar_3_bar_30 - location
        loc_bar_2_bar__minus_6_bar_0_bar_30 - location
        loc_bar_3_bar__minus_3_bar_2_bar_30 - location
        loc_bar_4_bar__minus_5_bar_3_bar_30 - location
        loc_bar_6_bar__minus_1_bar_3_bar_30 - location
        )

(:init
        (atLocation agent1 loc_bar__minus_1_bar__minus_1_bar_3_bar_30)
        (receptacleType Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67 BedType)
        (receptacleType Desk_bar__minus_00_dot_57_bar__plus_00_dot_00_bar__minus_01_dot_35 DeskType)
        (receptacleType Desk_bar__minus_01_dot_58_bar__plus_00_dot_02_bar__plus_00_dot_67 DeskType)
        (receptacleType Drawer_bar__minus_00_dot_51_bar__plus_00_dot_19_bar__minus_00_dot_85 DrawerType)
        (receptacleType Drawer_bar__minus_00_dot_51_bar__plus_00_dot_72_bar__minus_00_dot_85 DrawerType)
        (receptacleType Drawer_bar__minus_02_dot_07_bar__plus_00_dot_74_bar__plus_00_dot_73 DrawerType)
        (receptacleType GarbageCan_bar__minus_00_dot_75_bar__plus_00_dot_00_bar__minus_00_dot_34 GarbageCanType)
        (receptacleType LaundryHamper_bar__minus_01_dot_75_bar_00_dot_00_bar__plus_01_dot_50 LaundryHamperType)
        (receptacleType Safe_bar__minus_02_dot_18_bar__plus_00_dot_00_bar__plus_02_dot_58 SafeType)
        (receptacleType Shelf_bar__minus_01_dot_29_bar__plus_00_dot_87_bar__plus_00_dot_41 ShelfType)
        (receptacleType Shelf_bar__minus_01_dot_29_bar__plus_01_dot_72_bar__plus_00_dot_41 ShelfType)
        (receptacleType Shelf_bar__minus_01_dot_96_bar__plus_00_dot_87_bar__plus_00_dot_41 ShelfType)
        (receptacleType Shelf_bar__minus_01_dot_96_bar__plus_01_dot_34_bar__plus_00_dot_41 ShelfType)
        (receptacleType Shelf_bar__minus_01_dot_96_bar__plus_01_dot_72_bar__plus_00_dot_41 ShelfType)
        (objectType AlarmClock_bar__minus_01_dot_02_bar__plus_00_dot_92_bar__plus_00_dot_55 AlarmClockType)
        (objectType AlarmClock_bar__minus_01_dot_65_bar__plus_00_dot_07_bar__plus_00_dot_45 AlarmClockType)
        (objectType BaseballBat_bar__plus_01_dot_26_bar__plus_00_dot_05_bar__plus_01_dot_46 BaseballBatType)
        (objectType BasketBall_bar__plus_01_dot_43_bar__plus_00_dot_05_bar__plus_01_dot_72 BasketBallType)
        (objectType BasketBall_bar__minus_00_dot_69_bar__plus_00_dot_05_bar__minus_01_dot_61 BasketBallType)
        (objectType BasketBall_bar__minus_01_dot_85_bar__plus_00_dot_07_bar__plus_00_dot_44 BasketBallType)
        (objectType Blinds_bar__plus_00_dot_34_bar__plus_01_dot_22_bar__plus_01_dot_08 BlindsType)
        (objectType Book_bar__plus_01_dot_06_bar__plus_00_dot_05_bar__plus_01_dot_47 BookType)
        (objectType Bowl_bar__minus_00_dot_44_bar__plus_00_dot_05_bar__minus_01_dot_58 BowlType)
        (objectType CD_bar__minus_01_dot_87_bar__plus_00_dot_79_bar__plus_00_dot_79 CDType)
        (objectType CellPhone_bar__minus_02_dot_10_bar__plus_00_dot_79_bar__plus_01_dot_00 CellPhoneType)
        (objectType Chair_bar__minus_00_dot_35_bar__plus_01_dot_87_bar__plus_01_dot_75 ChairType)
        (objectType CreditCard_bar__minus_00_dot_65_bar__plus_00_dot_24_bar__minus_00_dot_61 CreditCardType)
        (objectType CreditCard_bar__minus_02_dot_25_bar__plus_00_dot_92_bar__plus_00_dot_11 CreditCardType)
        (objectType DeskLamp_bar__minus_01_dot_96_bar__plus_01_dot_39_bar__plus_00_dot_54 DeskLampType)
        (objectType KeyChain_bar__minus_01_dot_91_bar__plus_01_dot_77_bar__plus_00_dot_36 KeyChainType)
        (objectType Laptop_bar__plus_01_dot_06_bar__plus_00_dot_05_bar__plus_01_dot_43 LaptopType)
        (objectType LaundryHamperLid_bar__plus_01_dot_24_bar__plus_01_dot_77_bar__minus_01_dot_24 LaundryHamperLidType)
        (objectType LightSwitch_bar__plus_01_dot_36_bar__plus_01_dot_16_bar__minus_01_dot_48 LightSwitchType)
        (objectType Mirror_bar__minus_00_dot_13_bar__plus_00_dot_55_bar__plus_00_dot_64 MirrorType)
        (objectType Mug_bar__minus_00_dot_78_bar__plus_00_dot_05_bar__minus_01_dot_43 MugType)
        (objectType Pencil_bar__minus_00_dot_67_bar__plus_00_dot_77_bar__minus_00_dot_89 PencilType)
        (objectType Pencil_bar__minus_01_dot_23_bar__plus_01_dot_77_bar__plus_00_dot_39 PencilType)
        (objectType Pen_bar__minus_02_dot_21_bar__plus_01_dot_39_bar__plus_00_dot_40 PenType)
        (objectType Pen_bar__minus_02_dot_29_bar__plus_00_dot_79_bar__plus_00_dot_90 PenType)
        (objectType Pillow_bar__plus_01_dot_31_bar__plus_00_dot_05_bar__plus_01_dot_41 PillowType)
        (objectType Window_bar__plus_01_dot_40_bar__plus_00_dot_91_bar__minus_00_dot_46 WindowType)
        (objectType Window_bar__minus_00_dot_86_bar__plus_00_dot_35_bar__plus_02_dot_10 WindowType)
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
        (canContain DeskType KeyChainType)
        (canContain DeskType LaptopType)
        (canContain DeskType MugType)
        (canContain DeskType PenType)
        (canContain DeskType PencilType)
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
        (canContain SafeType CDType)
        (canContain SafeType CellPhoneType)
        (canContain SafeType CreditCardType)
        (canContain SafeType KeyChainType)
        (canContain ShelfType AlarmClockType)
        (canContain ShelfType BookType)
        (canContain ShelfType BowlType)
        (canContain ShelfType CDType)
        (canContain ShelfType CellPhoneType)
        (canContain ShelfType CreditCardType)
        (canContain ShelfType KeyChainType)
        (canContain ShelfType MugType)
        (canContain ShelfType PenType)
        (canContain ShelfType PencilType)
        (pickupable AlarmClock_bar__minus_01_dot_02_bar__plus_00_dot_92_bar__plus_00_dot_55)
        (pickupable AlarmClock_bar__minus_01_dot_65_bar__plus_00_dot_07_bar__plus_00_dot_45)
        (pickupable BaseballBat_bar__plus_01_dot_26_bar__plus_00_dot_05_bar__plus_01_dot_46)
        (pickupable BasketBall_bar__plus_01_dot_43_bar__plus_00_dot_05_bar__plus_01_dot_72)
        (pickupable BasketBall_bar__minus_00_dot_69_bar__plus_00_dot_05_bar__minus_01_dot_61)
        (pickupable BasketBall_bar__minus_01_dot_85_bar__plus_00_dot_07_bar__plus_00_dot_44)
        (pickupable Book_bar__plus_01_dot_06_bar__plus_00_dot_05_bar__plus_01_dot_47)
        (pickupable Bowl_bar__minus_00_dot_44_bar__plus_00_dot_05_bar__minus_01_dot_58)
        (pickupable CD_bar__minus_01_dot_87_bar__plus_00_dot_79_bar__plus_00_dot_79)
        (pickupable CellPhone_bar__minus_02_dot_10_bar__plus_00_dot_79_bar__plus_01_dot_00)
        (pickupable CreditCard_bar__minus_00_dot_65_bar__plus_00_dot_24_bar__minus_00_dot_61)
        (pickupable CreditCard_bar__minus_02_dot_25_bar__plus_00_dot_92_bar__plus_00_dot_11)
        (pickupable KeyChain_bar__minus_01_dot_91_bar__plus_01_dot_77_bar__plus_00_dot_36)
        (pickupable Laptop_bar__plus_01_dot_06_bar__plus_00_dot_05_bar__plus_01_dot_43)
        (pickupable Mug_bar__minus_00_dot_78_bar__plus_00_dot_05_bar__minus_01_dot_43)
        (pickupable Pencil_bar__minus_00_dot_67_bar__plus_00_dot_77_bar__minus_00_dot_89)
        (pickupable Pencil_bar__minus_01_dot_23_bar__plus_01_dot_77_bar__plus_00_dot_39)
        (pickupable Pen_bar__minus_02_dot_21_bar__plus_01_dot_39_bar__plus_00_dot_40)
        (pickupable Pen_bar__minus_02_dot_29_bar__plus_00_dot_79_bar__plus_00_dot_90)
        (pickupable Pillow_bar__plus_01_dot_31_bar__plus_00_dot_05_bar__plus_01_dot_41)
        (isReceptacleObject Bowl_bar__minus_00_dot_44_bar__plus_00_dot_05_bar__minus_01_dot_58)
        (isReceptacleObject Mug_bar__minus_00_dot_78_bar__plus_00_dot_05_bar__minus_01_dot_43)
        (openable Drawer_bar__minus_00_dot_51_bar__plus_00_dot_19_bar__minus_00_dot_85)
        (openable Drawer_bar__minus_00_dot_51_bar__plus_00_dot_72_bar__minus_00_dot_85)
        (openable Drawer_bar__minus_02_dot_07_bar__plus_00_dot_74_bar__plus_00_dot_73)
        (openable Safe_bar__minus_02_dot_18_bar__plus_00_dot_00_bar__plus_02_dot_58)
        (cleanable Bowl_bar__minus_00_dot_44_bar__plus_00_dot_05_bar__minus_01_dot_58)
        (cleanable Mug_bar__minus_00_dot_78_bar__plus_00_dot_05_bar__minus_01_dot_43)
        (heatable Mug_bar__minus_00_dot_78_bar__plus_00_dot_05_bar__minus_01_dot_43)
        (coolable Bowl_bar__minus_00_dot_44_bar__plus_00_dot_05_bar__minus_01_dot_58)
        (coolable Mug_bar__minus_00_dot_78_bar__plus_00_dot_05_bar__minus_01_dot_43)
        (toggleable DeskLamp_bar__minus_01_dot_96_bar__plus_01_dot_39_bar__plus_00_dot_54)
        (inReceptacle AlarmClock_bar__minus_01_dot_02_bar__plus_00_dot_92_bar__plus_00_dot_55 Shelf_bar__minus_01_dot_29_bar__plus_00_dot_87_bar__plus_00_dot_41)
        (inReceptacle AlarmClock_bar__minus_01_dot_65_bar__plus_00_dot_07_bar__plus_00_dot_45 Desk_bar__minus_01_dot_58_bar__plus_00_dot_02_bar__plus_00_dot_67)
        (inReceptacle BaseballBat_bar__plus_01_dot_26_bar__plus_00_dot_05_bar__plus_01_dot_46 Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67)
        (inReceptacle BasketBall_bar__plus_01_dot_43_bar__plus_00_dot_05_bar__plus_01_dot_72 Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67)
        (inReceptacle BasketBall_bar__minus_00_dot_69_bar__plus_00_dot_05_bar__minus_01_dot_61 Desk_bar__minus_00_dot_57_bar__plus_00_dot_00_bar__minus_01_dot_35)
        (inReceptacle BasketBall_bar__minus_01_dot_85_bar__plus_00_dot_07_bar__plus_00_dot_44 Desk_bar__minus_01_dot_58_bar__plus_00_dot_02_bar__plus_00_dot_67)
        (inReceptacle Book_bar__plus_01_dot_06_bar__plus_00_dot_05_bar__plus_01_dot_47 Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67)
        (inReceptacle Bowl_bar__minus_00_dot_44_bar__plus_00_dot_05_bar__minus_01_dot_58 Desk_bar__minus_00_dot_57_bar__plus_00_dot_00_bar__minus_01_dot_35)
        (inReceptacle CD_bar__minus_01_dot_87_bar__plus_00_dot_79_bar__plus_00_dot_79 Drawer_bar__minus_02_dot_07_bar__plus_00_dot_74_bar__plus_00_dot_73)
        (inReceptacle CellPhone_bar__minus_02_dot_10_bar__plus_00_dot_79_bar__plus_01_dot_00 Drawer_bar__minus_02_dot_07_bar__plus_00_dot_74_bar__plus_00_dot_73)
        (inReceptacle CreditCard_bar__minus_00_dot_65_bar__plus_00_dot_24_bar__minus_00_dot_61 Drawer_bar__minus_00_dot_51_bar__plus_00_dot_19_bar__minus_00_dot_85)
        (inReceptacle CreditCard_bar__minus_02_dot_25_bar__plus_00_dot_92_bar__plus_00_dot_11 Shelf_bar__minus_01_dot_96_bar__plus_00_dot_87_bar__plus_00_dot_41)
        (inReceptacle DeskLamp_bar__minus_01_dot_96_bar__plus_01_dot_39_bar__plus_00_dot_54 Shelf_bar__minus_01_dot_96_bar__plus_01_dot_34_bar__plus_00_dot_41)
        (inReceptacle KeyChain_bar__minus_01_dot_91_bar__plus_01_dot_77_bar__plus_00_dot_36 Shelf_bar__minus_01_dot_96_bar__plus_01_dot_72_bar__plus_00_dot_41)
        (inReceptacle Laptop_bar__plus_01_dot_06_bar__plus_00_dot_05_bar__plus_01_dot_43 Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67)
        (inReceptacle Mug_bar__minus_00_dot_78_bar__plus_00_dot_05_bar__minus_01_dot_43 Desk_bar__minus_00_dot_57_bar__plus_00_dot_00_bar__minus_01_dot_35)
        (inReceptacle Pencil_bar__minus_00_dot_67_bar__plus_00_dot_77_bar__minus_00_dot_89 Drawer_bar__minus_00_dot_51_bar__plus_00_dot_72_bar__minus_00_dot_85)
        (inReceptacle Pencil_bar__minus_01_dot_23_bar__plus_01_dot_77_bar__plus_00_dot_39 Shelf_bar__minus_01_dot_29_bar__plus_01_dot_72_bar__plus_00_dot_41)
        (inReceptacle Pen_bar__minus_02_dot_21_bar__plus_01_dot_39_bar__plus_00_dot_40 Shelf_bar__minus_01_dot_96_bar__plus_01_dot_34_bar__plus_00_dot_41)
        (inReceptacle Pen_bar__minus_02_dot_29_bar__plus_00_dot_79_bar__plus_00_dot_90 Drawer_bar__minus_02_dot_07_bar__plus_00_dot_74_bar__plus_00_dot_73)
        (inReceptacle Pillow_bar__plus_01_dot_31_bar__plus_00_dot_05_bar__plus_01_dot_41 Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67)
        (receptacleAtLocation Bed_bar__plus_01_dot_23_bar__plus_00_dot_00_bar__plus_01_dot_67 loc_bar__minus_1_bar_6_bar_1_bar_30)
        (receptacleAtLocation Desk_bar__minus_00_dot_57_bar__plus_00_dot_00_bar__minus_01_dot_35 loc_bar_1_bar__minus_5_bar_3_bar_30)
        (receptacleAtLocation Desk_bar__minus_01_dot_58_bar__plus_00_dot_02_bar__plus_00_dot_67 loc_bar__minus_1_bar_3_bar_3_bar_30)
        (receptacleAtLocation Drawer_bar__minus_00_dot_51_bar__plus_00_dot_19_bar__minus_00_dot_85 loc_bar_2_bar__minus_6_bar_0_bar_30)
        (receptacleAtLocation Drawer_bar__minus_00_dot_51_bar__plus_00_dot_72_bar__minus_00_dot_85 loc_bar_1_bar__minus_5_bar_0_bar_30)
        (receptacleAtLocation Drawer_bar__minus_02_dot_07_bar__plus_00_dot_74_bar__plus_00_dot_73 loc_bar__minus_5_bar_6_bar_3_bar_30)
        (receptacleAtLocation GarbageCan_bar__minus_00_dot_75_bar__plus_00_dot_00_bar__minus_00_dot_34 loc_bar_1_bar_0_bar_3_bar_30)
        (receptacleAtLocation LaundryHamper_bar__minus_01_dot_75_bar_00_dot_00_bar__plus_01_dot_50 loc_bar__minus_7_bar_8_bar_2_bar_30)
        (receptacleAtLocation Safe_bar__minus_02_dot_18_bar__plus_00_dot_00_bar__plus_02_dot_58 loc_bar__minus_4_bar_8_bar_3_bar_30)
        (receptacleAtLocation Shelf_bar__minus_01_dot_29_bar__plus_00_dot_87_bar__plus_00_dot_41 loc_bar__minus_4_bar_6_bar_2_bar_30)
        (receptacleAtLocation Shelf_bar__minus_01_dot_29_bar__plus_01_dot_72_bar__plus_00_dot_41 loc_bar__minus_4_bar_5_bar_2_bar__minus_30)
        (receptacleAtLocation Shelf_bar__minus_01_dot_96_bar__plus_00_dot_87_bar__plus_00_dot_41 loc_bar__minus_7_bar_6_bar_2_bar_30)
        (receptacleAtLocation Shelf_bar__minus_01_dot_96_bar__plus_01_dot_34_bar__plus_00_dot_41 loc_bar__minus_3_bar_4_bar_3_bar_0)
        (receptacleAtLocation Shelf_bar__minus_01_dot_96_bar__plus_01_dot_72_bar__plus_00_dot_41 loc_bar__minus_7_bar_5_bar_2_bar__minus_30)
        (objectAtLocation AlarmClock_bar__minus_01_dot_02_bar__plus_00_dot_92_bar__plus_00_dot_55 loc_bar__minus_4_bar_6_bar_2_bar_30)
        (objectAtLocation AlarmClock_bar__minus_01_dot_65_bar__plus_00_dot_07_bar__plus_00_dot_45 loc_bar__minus_1_bar_3_bar_3_bar_30)
        (objectAtLocation BaseballBat_bar__plus_01_dot_26_bar__plus_00_dot_05_bar__plus_01_dot_46 loc_bar__minus_1_bar_6_bar_1_bar_30)
        (objectAtLocation BasketBall_bar__plus_01_dot_43_bar__plus_00_dot_05_bar__plus_01_dot_72 loc_bar__minus_1_bar_6_bar_1_bar_30)
        (objectAtLocation BasketBall_bar__minus_00_dot_69_bar__plus_00_dot_05_bar__minus_01_dot_61 loc_bar_1_bar__minus_5_bar_3_bar_30)
        (objectAtLocation BasketBall_bar__minus_01_dot_85_bar__plus_00_dot_07_bar__plus_00_dot_44 loc_bar__minus_1_bar_3_bar_3_bar_30)
        (objectAtLocation Blinds_bar__plus_00_dot_34_bar__plus_01_dot_22_bar__plus_01_dot_08 loc_bar_0_bar_6_bar_2_bar_30)
        (objectAtLocation Book_bar__plus_01_dot_06_bar__plus_00_dot_05_bar__plus_01_dot_47 loc_bar__minus_1_bar_6_bar_1_bar_30)
        (objectAtLocation Bowl_bar__minus_00_dot_44_bar__plus_00_dot_05_bar__minus_01_dot_58 loc_bar_1_bar__minus_5_bar_3_bar_30)
        (objectAtLocation CD_bar__minus_01_dot_87_bar__plus_00_dot_79_bar__plus_00_dot_79 loc_bar__minus_5_bar_6_bar_3_bar_30)
        (objectAtLocation CellPhone_bar__minus_02_dot_10_bar__plus_00_dot_79_bar__plus_01_dot_00 loc_bar__minus_5_bar_6_bar_3_bar_30)
        (objectAtLocation Chair_bar__minus_00_dot_35_bar__plus_01_dot_87_bar__plus_01_dot_75 loc_bar_0_bar_7_bar_1_bar_30)
        (objectAtLocation CreditCard_bar__minus_00_dot_65_bar__plus_00_dot_24_bar__minus_00_dot_61 loc_bar_2_bar__minus_6_bar_0_bar_30)
        (objectAtLocation CreditCard_bar__minus_02_dot_25_bar__plus_00_dot_92_bar__plus_00_dot_11 loc_bar__minus_7_bar_6_bar_2_bar_30)
        (objectAtLocation DeskLamp_bar__minus_01_dot_96_bar__plus_01_dot_39_bar__plus_00_dot_54 loc_bar__minus_3_bar_4_bar_3_bar_0)
        (objectAtLocation KeyChain_bar__minus_01_dot_91_bar__plus_01_dot_77_bar__plus_00_dot_36 loc_bar__minus_7_bar_5_bar_2_bar__minus_30)
        (objectAtLocation Laptop_bar__plus_01_dot_06_bar__plus_00_dot_05_bar__plus_01_dot_43 loc_bar__minus_1_bar_6_bar_1_bar_30)
        (objectAtLocation LaundryHamperLid_bar__plus_01_dot_24_bar__plus_01_dot_77_bar__minus_01_dot_24 loc_bar_3_bar__minus_3_bar_2_bar_30)
        (objectAtLocation LightSwitch_bar__plus_01_dot_36_bar__plus_01_dot_16_bar__minus_01_dot_48 loc_bar_4_bar__minus_5_bar_3_bar_30)
        (objectAtLocation Mirror_bar__minus_00_dot_13_bar__plus_00_dot_55_bar__plus_00_dot_64 loc_bar_0_bar_4_bar_1_bar_30)
        (objectAtLocation Mug_bar__minus_00_dot_78_bar__plus_00_dot_05_bar__minus_01_dot_43 loc_bar_1_bar__minus_5_bar_3_bar_30)
        (objectAtLocation Pencil_bar__minus_00_dot_67_bar__plus_00_dot_77_bar__minus_00_dot_89 loc_bar_1_bar__minus_5_bar_0_bar_30)
        (objectAtLocation Pencil_bar__minus_01_dot_23_bar__plus_01_dot_77_bar__plus_00_dot_39 loc_bar__minus_4_bar_5_bar_2_bar__minus_30)
        (objectAtLocation Pen_bar__minus_02_dot_21_bar__plus_01_dot_39_bar__plus_00_dot_40 loc_bar__minus_3_bar_4_bar_3_bar_0)
        (objectAtLocation Pen_bar__minus_02_dot_29_bar__plus_00_dot_79_bar__plus_00_dot_90 loc_bar__minus_5_bar_6_bar_3_bar_30)
        (objectAtLocation Pillow_bar__plus_01_dot_31_bar__plus_00_dot_05_bar__plus_01_dot_41 loc_bar__minus_1_bar_6_bar_1_bar_30)
        (objectAtLocation Window_bar__plus_01_dot_40_bar__plus_00_dot_91_bar__minus_00_dot_46 loc_bar_6_bar__minus_1_bar_3_bar_30)
        (objectAtLocation Window_bar__minus_00_dot_86_bar__plus_00_dot_35_bar__plus_02_dot_10 loc_bar__minus_4_bar_8_bar_0_bar_30)
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
                         (objectType ?o BookType)
                         (holds ?a ?o)
                     )
                 )
             )
        )
    )
    