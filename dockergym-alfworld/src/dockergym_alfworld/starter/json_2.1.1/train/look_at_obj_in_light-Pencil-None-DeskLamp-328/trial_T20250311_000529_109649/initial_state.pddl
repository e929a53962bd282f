
(define (problem plan_trial_T20250311_000529_109649)
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
        AlarmClock_bar__plus_01_dot_36_bar__plus_00_dot_05_bar__minus_01_dot_45 - object
        Blinds_bar__plus_01_dot_67_bar__plus_01_dot_44_bar__minus_00_dot_45 - object
        CellPhone_bar__plus_00_dot_32_bar__plus_00_dot_05_bar__minus_01_dot_22 - object
        CellPhone_bar__plus_00_dot_44_bar__plus_00_dot_05_bar__minus_00_dot_85 - object
        Chair_bar__plus_01_dot_11_bar__plus_01_dot_37_bar__plus_00_dot_72 - object
        Chair_bar__plus_01_dot_21_bar__plus_01_dot_88_bar__minus_01_dot_70 - object
        Chair_bar__plus_01_dot_30_bar__plus_00_dot_46_bar__minus_01_dot_05 - object
        CreditCard_bar__plus_03_dot_16_bar__plus_00_dot_59_bar__minus_01_dot_17 - object
        DeskLamp_bar__plus_02_dot_76_bar__plus_00_dot_59_bar__minus_01_dot_69 - object
        KeyChain_bar__plus_02_dot_31_bar__plus_00_dot_05_bar__minus_01_dot_30 - object
        KeyChain_bar__plus_02_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_63 - object
        Laptop_bar__plus_00_dot_05_bar__plus_00_dot_05_bar__minus_01_dot_08 - object
        Laptop_bar__plus_00_dot_49_bar__plus_00_dot_05_bar__minus_01_dot_11 - object
        Mirror_bar__plus_00_dot_41_bar__plus_01_dot_70_bar__plus_00_dot_34 - object
        Mug_bar__plus_02_dot_30_bar__plus_00_dot_05_bar__minus_01_dot_77 - object
        Pencil_bar__plus_01_dot_29_bar__plus_00_dot_05_bar__minus_01_dot_48 - object
        Pencil_bar__plus_02_dot_71_bar__plus_00_dot_05_bar__minus_01_dot_83 - object
        Pen_bar__plus_01_dot_31_bar__plus_00_dot_05_bar__minus_01_dot_55 - object
        Pillow_bar__plus_00_dot_47_bar__plus_00_dot_05_bar__minus_01_dot_04 - object
        TeddyBear_bar__plus_00_dot_23_bar__plus_00_dot_05_bar__minus_00_dot_80 - object
        TennisRacket_bar__plus_01_dot_52_bar__plus_00_dot_05_bar__minus_01_dot_65 - object
        TennisRacket_bar__plus_02_dot_58_bar__plus_00_dot_05_bar__minus_01_dot_48 - object
        TissueBox_bar__plus_01_dot_19_bar__plus_00_dot_05_bar__minus_01_dot_97 - object
        Window_bar__plus_02_dot_45_bar__plus_00_dot_06_bar__minus_00_dot_05 - object
        Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95 - receptacle
        Desk_bar__plus_02_dot_49_bar__plus_00_dot_00_bar__minus_01_dot_59 - receptacle
        Drawer_bar__plus_01_dot_24_bar__plus_00_dot_13_bar__minus_01_dot_60 - receptacle
        Drawer_bar__plus_01_dot_24_bar__plus_00_dot_35_bar__minus_01_dot_60 - receptacle
        GarbageCan_bar__plus_03_dot_17_bar__plus_00_dot_00_bar__minus_00_dot_27 - receptacle
        Shelf_bar__plus_03_dot_04_bar__plus_00_dot_54_bar__minus_01_dot_44 - receptacle
        SideTable_bar__plus_01_dot_24_bar__plus_00_dot_00_bar__minus_01_dot_67 - receptacle
        loc_bar_2_bar_1_bar_1_bar_30 - location
        loc_bar_4_bar_1_bar_3_bar_30 - location
        loc_bar_5_bar__minus_5_bar_0_bar_30 - location
        loc_bar_6_bar__minus_4_bar_2_bar_30 - location
        loc_bar_6_bar__minus_4_bar_3_bar_30 - location
        loc_bar_7_bar__minus_3_bar_0_bar_30 - location
        loc_bar_7_bar__minus_3_bar_2_bar_30 - location
        loc_bar_7_bar__minus_2_bar_2_bar_30 - location
        loc_bar_9_bar__minus_3_bar_1_bar_30 - location
        loc_bar_9_bar__minus_3_bar_3_bar_30 - location
        loc_bar_10_bar__minus_2_bar_2_bar_30 - location
        loc_bar_11_bar__minus_2_bar_2_bar_30 - location
        loc_bar_11_bar__minus_1_bar_1_bar_30 - location
        loc_bar_11_bar__minus_1_bar_2_bar_30 - location
        )

(:init
        (atLocation agent1 loc_bar_11_bar__minus_1_bar_1_bar_30)
        (receptacleType Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95 BedType)
        (receptacleType Desk_bar__plus_02_dot_49_bar__plus_00_dot_00_bar__minus_01_dot_59 DeskType)
        (receptacleType Drawer_bar__plus_01_dot_24_bar__plus_00_dot_13_bar__minus_01_dot_60 DrawerType)
        (receptacleType Drawer_bar__plus_01_dot_24_bar__plus_00_dot_35_bar__minus_01_dot_60 DrawerType)
        (receptacleType GarbageCan_bar__plus_03_dot_17_bar__plus_00_dot_00_bar__minus_00_dot_27 GarbageCanType)
        (receptacleType Shelf_bar__plus_03_dot_04_bar__plus_00_dot_54_bar__minus_01_dot_44 ShelfType)
        (receptacleType SideTable_bar__plus_01_dot_24_bar__plus_00_dot_00_bar__minus_01_dot_67 SideTableType)
        (objectType AlarmClock_bar__plus_01_dot_36_bar__plus_00_dot_05_bar__minus_01_dot_45 AlarmClockType)
        (objectType Blinds_bar__plus_01_dot_67_bar__plus_01_dot_44_bar__minus_00_dot_45 BlindsType)
        (objectType CellPhone_bar__plus_00_dot_32_bar__plus_00_dot_05_bar__minus_01_dot_22 CellPhoneType)
        (objectType CellPhone_bar__plus_00_dot_44_bar__plus_00_dot_05_bar__minus_00_dot_85 CellPhoneType)
        (objectType Chair_bar__plus_01_dot_11_bar__plus_01_dot_37_bar__plus_00_dot_72 ChairType)
        (objectType Chair_bar__plus_01_dot_21_bar__plus_01_dot_88_bar__minus_01_dot_70 ChairType)
        (objectType Chair_bar__plus_01_dot_30_bar__plus_00_dot_46_bar__minus_01_dot_05 ChairType)
        (objectType CreditCard_bar__plus_03_dot_16_bar__plus_00_dot_59_bar__minus_01_dot_17 CreditCardType)
        (objectType DeskLamp_bar__plus_02_dot_76_bar__plus_00_dot_59_bar__minus_01_dot_69 DeskLampType)
        (objectType KeyChain_bar__plus_02_dot_31_bar__plus_00_dot_05_bar__minus_01_dot_30 KeyChainType)
        (objectType KeyChain_bar__plus_02_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_63 KeyChainType)
        (objectType Laptop_bar__plus_00_dot_05_bar__plus_00_dot_05_bar__minus_01_dot_08 LaptopType)
        (objectType Laptop_bar__plus_00_dot_49_bar__plus_00_dot_05_bar__minus_01_dot_11 LaptopType)
        (objectType Mirror_bar__plus_00_dot_41_bar__plus_01_dot_70_bar__plus_00_dot_34 MirrorType)
        (objectType Mug_bar__plus_02_dot_30_bar__plus_00_dot_05_bar__minus_01_dot_77 MugType)
        (objectType Pencil_bar__plus_01_dot_29_bar__plus_00_dot_05_bar__minus_01_dot_48 PencilType)
        (objectType Pencil_bar__plus_02_dot_71_bar__plus_00_dot_05_bar__minus_01_dot_83 PencilType)
        (objectType Pen_bar__plus_01_dot_31_bar__plus_00_dot_05_bar__minus_01_dot_55 PenType)
        (objectType Pillow_bar__plus_00_dot_47_bar__plus_00_dot_05_bar__minus_01_dot_04 PillowType)
        (objectType TeddyBear_bar__plus_00_dot_23_bar__plus_00_dot_05_bar__minus_00_dot_80 TeddyBearType)
        (objectType TennisRacket_bar__plus_01_dot_52_bar__plus_00_dot_05_bar__minus_01_dot_65 TennisRacketType)
        (objectType TennisRacket_bar__plus_02_dot_58_bar__plus_00_dot_05_bar__minus_01_dot_48 TennisRacketType)
        (objectType TissueBox_bar__plus_01_dot_19_bar__plus_00_dot_05_bar__minus_01_dot_97 TissueBoxType)
        (objectType Window_bar__plus_02_dot_45_bar__plus_00_dot_06_bar__minus_00_dot_05 WindowType)
        (canContain BedType CellPhoneType)
        (canContain BedType LaptopType)
        (canContain BedType PillowType)
        (canContain BedType TennisRacketType)
        (canContain DeskType AlarmClockType)
        (canContain DeskType CellPhoneType)
        (canContain DeskType CreditCardType)
        (canContain DeskType KeyChainType)
        (canContain DeskType LaptopType)
        (canContain DeskType MugType)
        (canContain DeskType PenType)
        (canContain DeskType PencilType)
        (canContain DeskType TennisRacketType)
        (canContain DeskType TissueBoxType)
        (canContain DrawerType CellPhoneType)
        (canContain DrawerType CreditCardType)
        (canContain DrawerType KeyChainType)
        (canContain DrawerType PenType)
        (canContain DrawerType PencilType)
        (canContain DrawerType TissueBoxType)
        (canContain GarbageCanType PenType)
        (canContain GarbageCanType PencilType)
        (canContain GarbageCanType TissueBoxType)
        (canContain ShelfType AlarmClockType)
        (canContain ShelfType CellPhoneType)
        (canContain ShelfType CreditCardType)
        (canContain ShelfType KeyChainType)
        (canContain ShelfType MugType)
        (canContain ShelfType PenType)
        (canContain ShelfType PencilType)
        (canContain ShelfType TissueBoxType)
        (canContain SideTableType AlarmClockType)
        (canContain SideTableType CellPhoneType)
        (canContain SideTableType CreditCardType)
        (canContain SideTableType KeyChainType)
        (canContain SideTableType LaptopType)
        (canContain SideTableType MugType)
        (canContain SideTableType PenType)
        (canContain SideTableType PencilType)
        (canContain SideTableType TennisRacketType)
        (canContain SideTableType TissueBoxType)
        (pickupable AlarmClock_bar__plus_01_dot_36_bar__plus_00_dot_05_bar__minus_01_dot_45)
        (pickupable CellPhone_bar__plus_00_dot_32_bar__plus_00_dot_05_bar__minus_01_dot_22)
        (pickupable CellPhone_bar__plus_00_dot_44_bar__plus_00_dot_05_bar__minus_00_dot_85)
        (pickupable CreditCard_bar__plus_03_dot_16_bar__plus_00_dot_59_bar__minus_01_dot_17)
        (pickupable KeyChain_bar__plus_02_dot_31_bar__plus_00_dot_05_bar__minus_01_dot_30)
        (pickupable KeyChain_bar__plus_02_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_63)
        (pickupable Laptop_bar__plus_00_dot_05_bar__plus_00_dot_05_bar__minus_01_dot_08)
        (pickupable Laptop_bar__plus_00_dot_49_bar__plus_00_dot_05_bar__minus_01_dot_11)
        (pickupable Mug_bar__plus_02_dot_30_bar__plus_00_dot_05_bar__minus_01_dot_77)
        (pickupable Pencil_bar__plus_01_dot_29_bar__plus_00_dot_05_bar__minus_01_dot_48)
        (pickupable Pencil_bar__plus_02_dot_71_bar__plus_00_dot_05_bar__minus_01_dot_83)
        (pickupable Pen_bar__plus_01_dot_31_bar__plus_00_dot_05_bar__minus_01_dot_55)
        (pickupable Pillow_bar__plus_00_dot_47_bar__plus_00_dot_05_bar__minus_01_dot_04)
        (pickupable TeddyBear_bar__plus_00_dot_23_bar__plus_00_dot_05_bar__minus_00_dot_80)
        (pickupable TennisRacket_bar__plus_01_dot_52_bar__plus_00_dot_05_bar__minus_01_dot_65)
        (pickupable TennisRacket_bar__plus_02_dot_58_bar__plus_00_dot_05_bar__minus_01_dot_48)
        (pickupable TissueBox_bar__plus_01_dot_19_bar__plus_00_dot_05_bar__minus_01_dot_97)
        (isReceptacleObject Mug_bar__plus_02_dot_30_bar__plus_00_dot_05_bar__minus_01_dot_77)
        (openable Drawer_bar__plus_01_dot_24_bar__plus_00_dot_13_bar__minus_01_dot_60)
        (openable Drawer_bar__plus_01_dot_24_bar__plus_00_dot_35_bar__minus_01_dot_60)
        (cleanable Mug_bar__plus_02_dot_30_bar__plus_00_dot_05_bar__minus_01_dot_77)
        (heatable Mug_bar__plus_02_dot_30_bar__plus_00_dot_05_bar__minus_01_dot_77)
        (coolable Mug_bar__plus_02_dot_30_bar__plus_00_dot_05_bar__minus_01_dot_77)
        (toggleable DeskLamp_bar__plus_02_dot_76_bar__plus_00_dot_59_bar__minus_01_dot_69)
        (inReceptacle AlarmClock_bar__plus_01_dot_36_bar__plus_00_dot_05_bar__minus_01_dot_45 SideTable_bar__plus_01_dot_24_bar__plus_00_dot_00_bar__minus_01_dot_67)
        (inReceptacle CellPhone_bar__plus_00_dot_32_bar__plus_00_dot_05_bar__minus_01_dot_22 Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95)
        (inReceptacle CellPhone_bar__plus_00_dot_44_bar__plus_00_dot_05_bar__minus_00_dot_85 Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95)
        (inReceptacle CreditCard_bar__plus_03_dot_16_bar__plus_00_dot_59_bar__minus_01_dot_17 Shelf_bar__plus_03_dot_04_bar__plus_00_dot_54_bar__minus_01_dot_44)
        (inReceptacle DeskLamp_bar__plus_02_dot_76_bar__plus_00_dot_59_bar__minus_01_dot_69 Shelf_bar__plus_03_dot_04_bar__plus_00_dot_54_bar__minus_01_dot_44)
        (inReceptacle KeyChain_bar__plus_02_dot_31_bar__plus_00_dot_05_bar__minus_01_dot_30 Desk_bar__plus_02_dot_49_bar__plus_00_dot_00_bar__minus_01_dot_59)
        (inReceptacle KeyChain_bar__plus_02_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_63 Desk_bar__plus_02_dot_49_bar__plus_00_dot_00_bar__minus_01_dot_59)
        (inReceptacle Laptop_bar__plus_00_dot_05_bar__plus_00_dot_05_bar__minus_01_dot_08 Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95)
        (inReceptacle Laptop_bar__plus_00_dot_49_bar__plus_00_dot_05_bar__minus_01_dot_11 Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95)
        (inReceptacle Mug_bar__plus_02_dot_30_bar__plus_00_dot_05_bar__minus_01_dot_77 Desk_bar__plus_02_dot_49_bar__plus_00_dot_00_bar__minus_01_dot_59)
        (inReceptacle Pencil_bar__plus_01_dot_29_bar__plus_00_dot_05_bar__minus_01_dot_48 SideTable_bar__plus_01_dot_24_bar__plus_00_dot_00_bar__minus_01_dot_67)
        (inReceptacle Pencil_bar__plus_02_dot_71_bar__plus_00_dot_05_bar__minus_01_dot_83 Desk_bar__plus_02_dot_49_bar__plus_00_dot_00_bar__minus_01_dot_59)
        (inReceptacle Pen_bar__plus_01_dot_31_bar__plus_00_dot_05_bar__minus_01_dot_55 SideTable_bar__plus_01_dot_24_bar__plus_00_dot_00_bar__minus_01_dot_67)
        (inReceptacle Pillow_bar__plus_00_dot_47_bar__plus_00_dot_05_bar__minus_01_dot_04 Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95)
        (inReceptacle TeddyBear_bar__plus_00_dot_23_bar__plus_00_dot_05_bar__minus_00_dot_80 Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95)
        (inReceptacle TennisRacket_bar__plus_01_dot_52_bar__plus_00_dot_05_bar__minus_01_dot_65 SideTable_bar__plus_01_dot_24_bar__plus_00_dot_00_bar__minus_01_dot_67)
        (inReceptacle TennisRacket_bar__plus_02_dot_58_bar__plus_00_dot_05_bar__minus_01_dot_48 Desk_bar__plus_02_dot_49_bar__plus_00_dot_00_bar__minus_01_dot_59)
        (inReceptacle TissueBox_bar__plus_01_dot_19_bar__plus_00_dot_05_bar__minus_01_dot_97 SideTable_bar__plus_01_dot_24_bar__plus_00_dot_00_bar__minus_01_dot_67)
        (receptacleAtLocation Bed_bar__plus_00_dot_23_bar__plus_00_dot_00_bar__minus_00_dot_95 loc_bar_6_bar__minus_4_bar_3_bar_30)
        (receptacleAtLocation Desk_bar__plus_02_dot_49_bar__plus_00_dot_00_bar__minus_01_dot_59 loc_bar_10_bar__minus_2_bar_2_bar_30)
        (receptacleAtLocation Drawer_bar__plus_01_dot_24_bar__plus_00_dot_13_bar__minus_01_dot_60 loc_bar_7_bar__minus_2_bar_2_bar_30)
        (receptacleAtLocation Drawer_bar__plus_01_dot_24_bar__plus_00_dot_35_bar__minus_01_dot_60 loc_bar_9_bar__minus_3_bar_3_bar_30)
        (receptacleAtLocation GarbageCan_bar__plus_03_dot_17_bar__plus_00_dot_00_bar__minus_00_dot_27 loc_bar_9_bar__minus_3_bar_1_bar_30)
        (receptacleAtLocation Shelf_bar__plus_03_dot_04_bar__plus_00_dot_54_bar__minus_01_dot_44 loc_bar_11_bar__minus_2_bar_2_bar_30)
        (receptacleAtLocation SideTable_bar__plus_01_dot_24_bar__plus_00_dot_00_bar__minus_01_dot_67 loc_bar_7_bar__minus_3_bar_2_bar_30)
        (objectAtLocation AlarmClock_bar__plus_01_dot_36_bar__plus_00_dot_05_bar__minus_01_dot_45 loc_bar_7_bar__minus_3_bar_2_bar_30)
        (objectAtLocation Blinds_bar__plus_01_dot_67_bar__plus_01_dot_44_bar__minus_00_dot_45 loc_bar_7_bar__minus_3_bar_0_bar_30)
        (objectAtLocation CellPhone_bar__plus_00_dot_32_bar__plus_00_dot_05_bar__minus_01_dot_22 loc_bar_6_bar__minus_4_bar_3_bar_30)
        (objectAtLocation CellPhone_bar__plus_00_dot_44_bar__plus_00_dot_05_bar__minus_00_dot_85 loc_bar_6_bar__minus_4_bar_3_bar_30)
        (objectAtLocation Chair_bar__plus_01_dot_11_bar__plus_01_dot_37_bar__plus_00_dot_72 loc_bar_4_bar_1_bar_3_bar_30)
        (objectAtLocation Chair_bar__plus_01_dot_21_bar__plus_01_dot_88_bar__minus_01_dot_70 loc_bar_5_bar__minus_5_bar_0_bar_30)
        (objectAtLocation Chair_bar__plus_01_dot_30_bar__plus_00_dot_46_bar__minus_01_dot_05 loc_bar_6_bar__minus_4_bar_2_bar_30)
        (objectAtLocation CreditCard_bar__plus_03_dot_16_bar__plus_00_dot_59_bar__minus_01_dot_17 loc_bar_11_bar__minus_2_bar_2_bar_30)
        (objectAtLocation DeskLamp_bar__plus_02_dot_76_bar__plus_00_dot_59_bar__minus_01_dot_69 loc_bar_11_bar__minus_2_bar_2_bar_30)
        (objectAtLocation KeyChain_bar__plus_02_dot_31_bar__plus_00_dot_05_bar__minus_01_dot_30 loc_bar_10_bar__minus_2_bar_2_bar_30)
        (objectAtLocation KeyChain_bar__plus_02_dot_48_bar__plus_00_dot_05_bar__minus_01_dot_63 loc_bar_10_bar__minus_2_bar_2_bar_30)
        (objectAtLocation Laptop_bar__plus_00_dot_05_bar__plus_00_dot_05_bar__minus_01_dot_08 loc_bar_6_bar__minus_4_bar_3_bar_30)
        (objectAtLocation Laptop_bar__plus_00_dot_49_bar__plus_00_dot_05_bar__minus_01_dot_11 loc_bar_6_bar__minus_4_bar_3_bar_30)
        (objectAtLocation Mirror_bar__plus_00_dot_41_bar__plus_01_dot_70_bar__plus_00_dot_34 loc_bar_2_bar_1_bar_1_bar_30)
        (objectAtLocation Mug_bar__plus_02_dot_30_bar__plus_00_dot_05_bar__minus_01_dot_77 loc_bar_10_bar__minus_2_bar_2_bar_30)
        (objectAtLocation Pencil_bar__plus_01_dot_29_bar__plus_00_dot_05_bar__minus_01_dot_48 loc_bar_7_bar__minus_3_bar_2_bar_30)
        (objectAtLocation Pencil_bar__plus_02_dot_71_bar__plus_00_dot_05_bar__minus_01_dot_83 loc_bar_10_bar__minus_2_bar_2_bar_30)
        (objectAtLocation Pen_bar__plus_01_dot_31_bar__plus_00_dot_05_bar__minus_01_dot_55 loc_bar_7_bar__minus_3_bar_2_bar_30)
        (objectAtLocation Pillow_bar__plus_00_dot_47_bar__plus_00_dot_05_bar__minus_01_dot_04 loc_bar_6_bar__minus_4_bar_3_bar_30)
        (objectAtLocation TeddyBear_bar__plus_00_dot_23_bar__plus_00_dot_05_bar__minus_00_dot_80 loc_bar_6_bar__minus_4_bar_3_bar_30)
        (objectAtLocation TennisRacket_bar__plus_01_dot_52_bar__plus_00_dot_05_bar__minus_01_dot_65 loc_bar_7_bar__minus_3_bar_2_bar_30)
        (objectAtLocation TennisRacket_bar__plus_02_dot_58_bar__plus_00_dot_05_bar__minus_01_dot_48 loc_bar_10_bar__minus_2_bar_2_bar_30)
        (objectAtLocation TissueBox_bar__plus_01_dot_19_bar__plus_00_dot_05_bar__minus_01_dot_97 loc_bar_7_bar__minus_3_bar_2_bar_30)
        (objectAtLocation Window_bar__plus_02_dot_45_bar__plus_00_dot_06_bar__minus_00_dot_05 loc_bar_11_bar__minus_1_bar_2_bar_30)
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
                         (objectType ?o PencilType)
                         (holds ?a ?o)
                     )
                 )
             )
        )
    )
    