
(define (problem plan_trial_T20250814_083702_923324)
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
        Box_bar__minus_02_dot_31_bar__plus_00_dot_08_bar__plus_00_dot_52 - object
        Box_bar__minus_04_dot_09_bar__plus_00_dot_08_bar__plus_02_dot_93 - object
        CreditCard_bar__minus_00_dot_62_bar__plus_00_dot_32_bar__plus_06_dot_11 - object
        Curtains_bar__minus_03_dot_89_bar__plus_00_dot_58_bar__plus_02_dot_22 - object
        FloorLamp_bar__minus_03_dot_38_bar__plus_00_dot_65_bar__plus_02_dot_48 - object
        HousePlant_bar__minus_00_dot_77_bar__plus_00_dot_07_bar__plus_00_dot_82 - object
        KeyChain_bar__minus_00_dot_46_bar__plus_00_dot_32_bar__plus_05_dot_98 - object
        KeyChain_bar__minus_00_dot_78_bar__plus_00_dot_07_bar__plus_00_dot_83 - object
        Laptop_bar__minus_02_dot_61_bar__plus_00_dot_08_bar__plus_00_dot_55 - object
        LightSwitch_bar__minus_02_dot_48_bar__plus_00_dot_16_bar__plus_03_dot_20 - object
        Painting_bar__minus_02_dot_26_bar__plus_00_dot_98_bar__plus_02_dot_74 - object
        Pillow_bar__minus_02_dot_60_bar__plus_00_dot_08_bar__plus_01_dot_01 - object
        Pillow_bar__minus_04_dot_53_bar__plus_00_dot_05_bar__plus_06_dot_50 - object
        Plate_bar__minus_00_dot_30_bar__plus_00_dot_07_bar__plus_00_dot_58 - object
        Plate_bar__minus_02_dot_39_bar__plus_00_dot_07_bar__plus_03_dot_90 - object
        RemoteControl_bar__minus_04_dot_43_bar__plus_00_dot_05_bar__plus_06_dot_28 - object
        RemoteControl_bar__minus_04_dot_47_bar__plus_00_dot_05_bar__plus_06_dot_24 - object
        Statue_bar__minus_00_dot_63_bar__plus_00_dot_32_bar__plus_05_dot_66 - object
        Television_bar__minus_02_dot_47_bar__plus_00_dot_07_bar__plus_03_dot_92 - object
        Vase_bar__minus_00_dot_14_bar__plus_00_dot_32_bar__plus_05_dot_79 - object
        WateringCan_bar__minus_02_dot_58_bar__plus_00_dot_07_bar__plus_04_dot_03 - object
        Window_bar__minus_01_dot_93_bar__plus_00_dot_62_bar__plus_03_dot_39 - object
        Window_bar__minus_03_dot_03_bar__plus_00_dot_50_bar__plus_02_dot_41 - object
        ArmChair_bar__minus_04_dot_45_bar__plus_00_dot_00_bar__plus_06_dot_45 - receptacle
        CoffeeTable_bar__minus_02_dot_65_bar__plus_00_dot_02_bar__plus_04_dot_06 - receptacle
        GarbageCan_bar__minus_00_dot_52_bar__plus_00_dot_02_bar__plus_02_dot_82 - receptacle
        Shelf_bar__minus_00_dot_40_bar__plus_00_dot_27_bar__plus_05_dot_96 - receptacle
        SideTable_bar__minus_00_dot_59_bar__plus_00_dot_02_bar__plus_00_dot_84 - receptacle
        Sofa_bar__minus_02_dot_49_bar__plus_00_dot_03_bar__plus_00_dot_73 - receptacle
        Sofa_bar__minus_04_dot_36_bar__plus_00_dot_03_bar__plus_02_dot_93 - receptacle
        loc_bar__minus_14_bar_8_bar_3_bar_30 - location
        loc_bar__minus_13_bar_25_bar_3_bar_30 - location
        loc_bar__minus_12_bar_8_bar_0_bar_30 - location
        loc_bar__minus_12_bar_10_bar_3_bar_30 - location
        loc_bar__minus_11_bar_8_bar_2_bar_30 - location
        loc_bar__minus_11_bar_10_bar_3_bar_30 - location
        loc_bar__minus_8_bar_11_bar_1_bar_30 - location
        loc_bar__minus_7_bar_12_bar_0_bar_30 - location
        loc_bar__minus_6_bar_17_bar_3_bar_30 - location
        loc_bar__minus_6_bar_23_bar_0_bar_30 - location
        loc_bar__minus_6_bar_24_bar_1_bar_30 - location
        loc_bar__minus_5_bar_10_bar_1_bar_30 - location
        loc_bar__minus_4_bar_8_bar_2_bar_30 - location
        )

(:init
        (atLocation agent1 loc_bar__minus_6_bar_23_bar_0_bar_30)
        (receptacleType ArmChair_bar__minus_04_dot_45_bar__plus_00_dot_00_bar__plus_06_dot_45 ArmChairType)
        (receptacleType CoffeeTable_bar__minus_02_dot_65_bar__plus_00_dot_02_bar__plus_04_dot_06 CoffeeTableType)
        (receptacleType GarbageCan_bar__minus_00_dot_52_bar__plus_00_dot_02_bar__plus_02_dot_82 GarbageCanType)
        (receptacleType Shelf_bar__minus_00_dot_40_bar__plus_00_dot_27_bar__plus_05_dot_96 ShelfType)
        (receptacleType SideTable_bar__minus_00_dot_59_bar__plus_00_dot_02_bar__plus_00_dot_84 SideTableType)
        (receptacleType Sofa_bar__minus_02_dot_49_bar__plus_00_dot_03_bar__plus_00_dot_73 SofaType)
        (receptacleType Sofa_bar__minus_04_dot_36_bar__plus_00_dot_03_bar__plus_02_dot_93 SofaType)
        (objectType Box_bar__minus_02_dot_31_bar__plus_00_dot_08_bar__plus_00_dot_52 BoxType)
        (objectType Box_bar__minus_04_dot_09_bar__plus_00_dot_08_bar__plus_02_dot_93 BoxType)
        (objectType CreditCard_bar__minus_00_dot_62_bar__plus_00_dot_32_bar__plus_06_dot_11 CreditCardType)
        (objectType Curtains_bar__minus_03_dot_89_bar__plus_00_dot_58_bar__plus_02_dot_22 CurtainsType)
        (objectType FloorLamp_bar__minus_03_dot_38_bar__plus_00_dot_65_bar__plus_02_dot_48 FloorLampType)
        (objectType HousePlant_bar__minus_00_dot_77_bar__plus_00_dot_07_bar__plus_00_dot_82 HousePlantType)
        (objectType KeyChain_bar__minus_00_dot_46_bar__plus_00_dot_32_bar__plus_05_dot_98 KeyChainType)
        (objectType KeyChain_bar__minus_00_dot_78_bar__plus_00_dot_07_bar__plus_00_dot_83 KeyChainType)
        (objectType Laptop_bar__minus_02_dot_61_bar__plus_00_dot_08_bar__plus_00_dot_55 LaptopType)
        (objectType LightSwitch_bar__minus_02_dot_48_bar__plus_00_dot_16_bar__plus_03_dot_20 LightSwitchType)
        (objectType Painting_bar__minus_02_dot_26_bar__plus_00_dot_98_bar__plus_02_dot_74 PaintingType)
        (objectType Pillow_bar__minus_02_dot_60_bar__plus_00_dot_08_bar__plus_01_dot_01 PillowType)
        (objectType Pillow_bar__minus_04_dot_53_bar__plus_00_dot_05_bar__plus_06_dot_50 PillowType)
        (objectType Plate_bar__minus_00_dot_30_bar__plus_00_dot_07_bar__plus_00_dot_58 PlateType)
        (objectType Plate_bar__minus_02_dot_39_bar__plus_00_dot_07_bar__plus_03_dot_90 PlateType)
        (objectType RemoteControl_bar__minus_04_dot_43_bar__plus_00_dot_05_bar__plus_06_dot_28 RemoteControlType)
        (objectType RemoteControl_bar__minus_04_dot_47_bar__plus_00_dot_05_bar__plus_06_dot_24 RemoteControlType)
        (objectType Statue_bar__minus_00_dot_63_bar__plus_00_dot_32_bar__plus_05_dot_66 StatueType)
        (objectType Television_bar__minus_02_dot_47_bar__plus_00_dot_07_bar__plus_03_dot_92 TelevisionType)
        (objectType Vase_bar__minus_00_dot_14_bar__plus_00_dot_32_bar__plus_05_dot_79 VaseType)
        (objectType WateringCan_bar__minus_02_dot_58_bar__plus_00_dot_07_bar__plus_04_dot_03 WateringCanType)
        (objectType Window_bar__minus_01_dot_93_bar__plus_00_dot_62_bar__plus_03_dot_39 WindowType)
        (objectType Window_bar__minus_03_dot_03_bar__plus_00_dot_50_bar__plus_02_dot_41 WindowType)
        (canContain ArmChairType BoxType)
        (canContain ArmChairType CreditCardType)
        (canContain ArmChairType KeyChainType)
        (canContain ArmChairType LaptopType)
        (canContain ArmChairType PillowType)
        (canContain ArmChairType RemoteControlType)
        (canContain CoffeeTableType BoxType)
        (canContain CoffeeTableType CreditCardType)
        (canContain CoffeeTableType KeyChainType)
        (canContain CoffeeTableType LaptopType)
        (canContain CoffeeTableType PlateType)
        (canContain CoffeeTableType RemoteControlType)
        (canContain CoffeeTableType StatueType)
        (canContain CoffeeTableType VaseType)
        (canContain CoffeeTableType WateringCanType)
        (canContain ShelfType BoxType)
        (canContain ShelfType CreditCardType)
        (canContain ShelfType KeyChainType)
        (canContain ShelfType PlateType)
        (canContain ShelfType RemoteControlType)
        (canContain ShelfType StatueType)
        (canContain ShelfType VaseType)
        (canContain ShelfType WateringCanType)
        (canContain SideTableType BoxType)
        (canContain SideTableType CreditCardType)
        (canContain SideTableType KeyChainType)
        (canContain SideTableType LaptopType)
        (canContain SideTableType PlateType)
        (canContain SideTableType RemoteControlType)
        (canContain SideTableType StatueType)
        (canContain SideTableType VaseType)
        (canContain SideTableType WateringCanType)
        (canContain SofaType BoxType)
        (canContain SofaType CreditCardType)
        (canContain SofaType KeyChainType)
        (canContain SofaType LaptopType)
        (canContain SofaType PillowType)
        (canContain SofaType RemoteControlType)
        (pickupable Box_bar__minus_02_dot_31_bar__plus_00_dot_08_bar__plus_00_dot_52)
        (pickupable Box_bar__minus_04_dot_09_bar__plus_00_dot_08_bar__plus_02_dot_93)
        (pickupable CreditCard_bar__minus_00_dot_62_bar__plus_00_dot_32_bar__plus_06_dot_11)
        (pickupable KeyChain_bar__minus_00_dot_46_bar__plus_00_dot_32_bar__plus_05_dot_98)
        (pickupable KeyChain_bar__minus_00_dot_78_bar__plus_00_dot_07_bar__plus_00_dot_83)
        (pickupable Laptop_bar__minus_02_dot_61_bar__plus_00_dot_08_bar__plus_00_dot_55)
        (pickupable Pillow_bar__minus_02_dot_60_bar__plus_00_dot_08_bar__plus_01_dot_01)
        (pickupable Pillow_bar__minus_04_dot_53_bar__plus_00_dot_05_bar__plus_06_dot_50)
        (pickupable Plate_bar__minus_00_dot_30_bar__plus_00_dot_07_bar__plus_00_dot_58)
        (pickupable Plate_bar__minus_02_dot_39_bar__plus_00_dot_07_bar__plus_03_dot_90)
        (pickupable RemoteControl_bar__minus_04_dot_43_bar__plus_00_dot_05_bar__plus_06_dot_28)
        (pickupable RemoteControl_bar__minus_04_dot_47_bar__plus_00_dot_05_bar__plus_06_dot_24)
        (pickupable Statue_bar__minus_00_dot_63_bar__plus_00_dot_32_bar__plus_05_dot_66)
        (pickupable Vase_bar__minus_00_dot_14_bar__plus_00_dot_32_bar__plus_05_dot_79)
        (pickupable WateringCan_bar__minus_02_dot_58_bar__plus_00_dot_07_bar__plus_04_dot_03)
        (isReceptacleObject Box_bar__minus_02_dot_31_bar__plus_00_dot_08_bar__plus_00_dot_52)
        (isReceptacleObject Box_bar__minus_04_dot_09_bar__plus_00_dot_08_bar__plus_02_dot_93)
        (isReceptacleObject Plate_bar__minus_00_dot_30_bar__plus_00_dot_07_bar__plus_00_dot_58)
        (isReceptacleObject Plate_bar__minus_02_dot_39_bar__plus_00_dot_07_bar__plus_03_dot_90)
        (cleanable Plate_bar__minus_00_dot_30_bar__plus_00_dot_07_bar__plus_00_dot_58)
        (cleanable Plate_bar__minus_02_dot_39_bar__plus_00_dot_07_bar__plus_03_dot_90)
        (heatable Plate_bar__minus_00_dot_30_bar__plus_00_dot_07_bar__plus_00_dot_58)
        (heatable Plate_bar__minus_02_dot_39_bar__plus_00_dot_07_bar__plus_03_dot_90)
        (coolable Plate_bar__minus_00_dot_30_bar__plus_00_dot_07_bar__plus_00_dot_58)
        (coolable Plate_bar__minus_02_dot_39_bar__plus_00_dot_07_bar__plus_03_dot_90)
        (toggleable FloorLamp_bar__minus_03_dot_38_bar__plus_00_dot_65_bar__plus_02_dot_48)
        (inReceptacle Box_bar__minus_02_dot_31_bar__plus_00_dot_08_bar__plus_00_dot_52 Sofa_bar__minus_02_dot_49_bar__plus_00_dot_03_bar__plus_00_dot_73)
        (inReceptacle Box_bar__minus_04_dot_09_bar__plus_00_dot_08_bar__plus_02_dot_93 Sofa_bar__minus_04_dot_36_bar__plus_00_dot_03_bar__plus_02_dot_93)
        (inReceptacle CreditCard_bar__minus_00_dot_62_bar__plus_00_dot_32_bar__plus_06_dot_11 Shelf_bar__minus_00_dot_40_bar__plus_00_dot_27_bar__plus_05_dot_96)
        (inReceptacle HousePlant_bar__minus_00_dot_77_bar__plus_00_dot_07_bar__plus_00_dot_82 SideTable_bar__minus_00_dot_59_bar__plus_00_dot_02_bar__plus_00_dot_84)
        (inReceptacle KeyChain_bar__minus_00_dot_46_bar__plus_00_dot_32_bar__plus_05_dot_98 Shelf_bar__minus_00_dot_40_bar__plus_00_dot_27_bar__plus_05_dot_96)
        (inReceptacle KeyChain_bar__minus_00_dot_78_bar__plus_00_dot_07_bar__plus_00_dot_83 SideTable_bar__minus_00_dot_59_bar__plus_00_dot_02_bar__plus_00_dot_84)
        (inReceptacle Laptop_bar__minus_02_dot_61_bar__plus_00_dot_08_bar__plus_00_dot_55 Sofa_bar__minus_02_dot_49_bar__plus_00_dot_03_bar__plus_00_dot_73)
        (inReceptacle Pillow_bar__minus_02_dot_60_bar__plus_00_dot_08_bar__plus_01_dot_01 Sofa_bar__minus_02_dot_49_bar__plus_00_dot_03_bar__plus_00_dot_73)
        (inReceptacle Pillow_bar__minus_04_dot_53_bar__plus_00_dot_05_bar__plus_06_dot_50 ArmChair_bar__minus_04_dot_45_bar__plus_00_dot_00_bar__plus_06_dot_45)
        (inReceptacle Plate_bar__minus_00_dot_30_bar__plus_00_dot_07_bar__plus_00_dot_58 SideTable_bar__minus_00_dot_59_bar__plus_00_dot_02_bar__plus_00_dot_84)
        (inReceptacle Plate_bar__minus_02_dot_39_bar__plus_00_dot_07_bar__plus_03_dot_90 CoffeeTable_bar__minus_02_dot_65_bar__plus_00_dot_02_bar__plus_04_dot_06)
        (inReceptacle RemoteControl_bar__minus_04_dot_43_bar__plus_00_dot_05_bar__plus_06_dot_28 ArmChair_bar__minus_04_dot_45_bar__plus_00_dot_00_bar__plus_06_dot_45)
        (inReceptacle RemoteControl_bar__minus_04_dot_47_bar__plus_00_dot_05_bar__plus_06_dot_24 ArmChair_bar__minus_04_dot_45_bar__plus_00_dot_00_bar__plus_06_dot_45)
        (inReceptacle Statue_bar__minus_00_dot_63_bar__plus_00_dot_32_bar__plus_05_dot_66 Shelf_bar__minus_00_dot_40_bar__plus_00_dot_27_bar__plus_05_dot_96)
        (inReceptacle Television_bar__minus_02_dot_47_bar__plus_00_dot_07_bar__plus_03_dot_92 CoffeeTable_bar__minus_02_dot_65_bar__plus_00_dot_02_bar__plus_04_dot_06)
        (inReceptacle Vase_bar__minus_00_dot_14_bar__plus_00_dot_32_bar__plus_05_dot_79 Shelf_bar__minus_00_dot_40_bar__plus_00_dot_27_bar__plus_05_dot_96)
        (inReceptacle WateringCan_bar__minus_02_dot_58_bar__plus_00_dot_07_bar__plus_04_dot_03 CoffeeTable_bar__minus_02_dot_65_bar__plus_00_dot_02_bar__plus_04_dot_06)
        (receptacleAtLocation ArmChair_bar__minus_04_dot_45_bar__plus_00_dot_00_bar__plus_06_dot_45 loc_bar__minus_13_bar_25_bar_3_bar_30)
        (receptacleAtLocation CoffeeTable_bar__minus_02_dot_65_bar__plus_00_dot_02_bar__plus_04_dot_06 loc_bar__minus_6_bar_17_bar_3_bar_30)
        (receptacleAtLocation GarbageCan_bar__minus_00_dot_52_bar__plus_00_dot_02_bar__plus_02_dot_82 loc_bar__minus_5_bar_10_bar_1_bar_30)
        (receptacleAtLocation Shelf_bar__minus_00_dot_40_bar__plus_00_dot_27_bar__plus_05_dot_96 loc_bar__minus_6_bar_24_bar_1_bar_30)
        (receptacleAtLocation SideTable_bar__minus_00_dot_59_bar__plus_00_dot_02_bar__plus_00_dot_84 loc_bar__minus_4_bar_8_bar_2_bar_30)
        (receptacleAtLocation Sofa_bar__minus_02_dot_49_bar__plus_00_dot_03_bar__plus_00_dot_73 loc_bar__minus_11_bar_8_bar_2_bar_30)
        (receptacleAtLocation Sofa_bar__minus_04_dot_36_bar__plus_00_dot_03_bar__plus_02_dot_93 loc_bar__minus_12_bar_10_bar_3_bar_30)
        (objectAtLocation Box_bar__minus_02_dot_31_bar__plus_00_dot_08_bar__plus_00_dot_52 loc_bar__minus_11_bar_8_bar_2_bar_30)
        (objectAtLocation Box_bar__minus_04_dot_09_bar__plus_00_dot_08_bar__plus_02_dot_93 loc_bar__minus_12_bar_10_bar_3_bar_30)
        (objectAtLocation CreditCard_bar__minus_00_dot_62_bar__plus_00_dot_32_bar__plus_06_dot_11 loc_bar__minus_6_bar_24_bar_1_bar_30)
        (objectAtLocation Curtains_bar__minus_03_dot_89_bar__plus_00_dot_58_bar__plus_02_dot_22 loc_bar__minus_14_bar_8_bar_3_bar_30)
        (objectAtLocation FloorLamp_bar__minus_03_dot_38_bar__plus_00_dot_65_bar__plus_02_dot_48 loc_bar__minus_12_bar_8_bar_0_bar_30)
        (objectAtLocation HousePlant_bar__minus_00_dot_77_bar__plus_00_dot_07_bar__plus_00_dot_82 loc_bar__minus_4_bar_8_bar_2_bar_30)
        (objectAtLocation KeyChain_bar__minus_00_dot_46_bar__plus_00_dot_32_bar__plus_05_dot_98 loc_bar__minus_6_bar_24_bar_1_bar_30)
        (objectAtLocation KeyChain_bar__minus_00_dot_78_bar__plus_00_dot_07_bar__plus_00_dot_83 loc_bar__minus_4_bar_8_bar_2_bar_30)
        (objectAtLocation Laptop_bar__minus_02_dot_61_bar__plus_00_dot_08_bar__plus_00_dot_55 loc_bar__minus_11_bar_8_bar_2_bar_30)
        (objectAtLocation LightSwitch_bar__minus_02_dot_48_bar__plus_00_dot_16_bar__plus_03_dot_20 loc_bar__minus_8_bar_11_bar_1_bar_30)
        (objectAtLocation Painting_bar__minus_02_dot_26_bar__plus_00_dot_98_bar__plus_02_dot_74 loc_bar__minus_11_bar_10_bar_3_bar_30)
        (objectAtLocation Pillow_bar__minus_02_dot_60_bar__plus_00_dot_08_bar__plus_01_dot_01 loc_bar__minus_11_bar_8_bar_2_bar_30)
        (objectAtLocation Pillow_bar__minus_04_dot_53_bar__plus_00_dot_05_bar__plus_06_dot_50 loc_bar__minus_13_bar_25_bar_3_bar_30)
        (objectAtLocation Plate_bar__minus_00_dot_30_bar__plus_00_dot_07_bar__plus_00_dot_58 loc_bar__minus_4_bar_8_bar_2_bar_30)
        (objectAtLocation Plate_bar__minus_02_dot_39_bar__plus_00_dot_07_bar__plus_03_dot_90 loc_bar__minus_6_bar_17_bar_3_bar_30)
        (objectAtLocation RemoteControl_bar__minus_04_dot_43_bar__plus_00_dot_05_bar__plus_06_dot_28 loc_bar__minus_13_bar_25_bar_3_bar_30)
        (objectAtLocation RemoteControl_bar__minus_04_dot_47_bar__plus_00_dot_05_bar__plus_06_dot_24 loc_bar__minus_13_bar_25_bar_3_bar_30)
        (objectAtLocation Statue_bar__minus_00_dot_63_bar__plus_00_dot_32_bar__plus_05_dot_66 loc_bar__minus_6_bar_24_bar_1_bar_30)
        (objectAtLocation Television_bar__minus_02_dot_47_bar__plus_00_dot_07_bar__plus_03_dot_92 loc_bar__minus_6_bar_17_bar_3_bar_30)
        (objectAtLocation Vase_bar__minus_00_dot_14_bar__plus_00_dot_32_bar__plus_05_dot_79 loc_bar__minus_6_bar_24_bar_1_bar_30)
        (objectAtLocation WateringCan_bar__minus_02_dot_58_bar__plus_00_dot_07_bar__plus_04_dot_03 loc_bar__minus_6_bar_17_bar_3_bar_30)
        (objectAtLocation Window_bar__minus_01_dot_93_bar__plus_00_dot_62_bar__plus_03_dot_39 loc_bar__minus_7_bar_12_bar_0_bar_30)
        (objectAtLocation Window_bar__minus_03_dot_03_bar__plus_00_dot_50_bar__plus_02_dot_41 loc_bar__minus_14_bar_8_bar_3_bar_30)
        )

        (:goal
            (and
                (exists (?r - receptacle)
                    (exists (?o - object)
                        (and
                            (inReceptacle ?o ?r)
                            (objectType ?o BoxType)
                            (receptacleType ?r ShelfType)
                        )
                    )
                )
            )
        )
    )
    