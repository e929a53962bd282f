
(define (problem plan_trial_T20250425_131439_271357)
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
        Cloth_bar__plus_00_dot_04_bar__plus_00_dot_41_bar__plus_00_dot_88 - object
        Cloth_bar__minus_00_dot_39_bar__plus_00_dot_41_bar__plus_00_dot_66 - object
        Cloth_bar__minus_03_dot_22_bar__plus_00_dot_04_bar__plus_01_dot_64 - object
        DishSponge_bar__minus_01_dot_14_bar__plus_00_dot_05_bar__plus_03_dot_75 - object
        HandTowel_bar__minus_00_dot_10_bar__plus_01_dot_55_bar__plus_03_dot_11 - object
        HandTowel_bar_00_dot_00_bar__plus_01_dot_55_bar__plus_02_dot_77 - object
        LightSwitch_bar__minus_01_dot_43_bar__plus_01_dot_23_bar__plus_01_dot_84 - object
        Mirror_bar__minus_02_dot_70_bar__plus_01_dot_79_bar__plus_03_dot_28 - object
        Plunger_bar__minus_02_dot_94_bar__plus_00_dot_05_bar__plus_00_dot_31 - object
        Plunger_bar__minus_03_dot_43_bar__plus_00_dot_05_bar__plus_00_dot_36 - object
        ScrubBrush_bar__minus_01_dot_30_bar__plus_01_dot_92_bar__plus_00_dot_59 - object
        ScrubBrush_bar__minus_02_dot_65_bar__plus_00_dot_28_bar__plus_03_dot_12 - object
        SoapBar_bar__minus_01_dot_70_bar__plus_00_dot_05_bar__plus_03_dot_29 - object
        SoapBar_bar__minus_02_dot_89_bar__plus_00_dot_04_bar__plus_01_dot_71 - object
        SoapBottle_bar__minus_02_dot_46_bar__plus_01_dot_08_bar__plus_04_dot_20 - object
        SprayBottle_bar__minus_01_dot_75_bar__plus_00_dot_05_bar__plus_03_dot_11 - object
        ToiletPaper_bar__minus_01_dot_45_bar__plus_00_dot_05_bar__plus_02_dot_70 - object
        Towel_bar__minus_01_dot_99_bar__plus_01_dot_25_bar__minus_00_dot_05 - object
        Towel_bar__minus_02_dot_16_bar__plus_01_dot_25_bar__plus_00_dot_51 - object
        Towel_bar__minus_02_dot_26_bar__plus_01_dot_25_bar__plus_00_dot_35 - object
        Bathtub_bar__minus_00_dot_21_bar__plus_00_dot_36_bar__plus_00_dot_92_bar_BathtubBasin - receptacle
        Cart_bar__minus_03_dot_21_bar__plus_00_dot_00_bar__plus_00_dot_15 - receptacle
        GarbageCan_bar__minus_00_dot_87_bar__plus_00_dot_00_bar__plus_03_dot_86 - receptacle
        HandTowelHolder_bar__minus_00_dot_25_bar__plus_01_dot_50_bar__plus_02_dot_80 - receptacle
        HandTowelHolder_bar__minus_00_dot_25_bar__plus_01_dot_50_bar__plus_03_dot_00 - receptacle
        Shelf_bar__minus_02_dot_59_bar__plus_00_dot_78_bar__plus_03_dot_91 - receptacle
        Shelf_bar__minus_02_dot_59_bar__plus_01_dot_03_bar__plus_03_dot_94 - receptacle
        Shelf_bar__minus_02_dot_59_bar__plus_01_dot_29_bar__plus_03_dot_94 - receptacle
        Shelf_bar__minus_02_dot_59_bar__plus_01_dot_53_bar__plus_03_dot_91 - receptacle
        Sink_bar__minus_03_dot_12_bar__minus_00_dot_01_bar__plus_01_dot_53_bar_SinkBasin - receptacle
        ToiletPaperHanger_bar__minus_01_dot_50_bar_00_dot_00_bar__plus_03_dot_00 - receptacle
        Toilet_bar__minus_01_dot_50_bar_00_dot_00_bar__plus_03_dot_00 - receptacle
        TowelHolder_bar__minus_02_dot_25_bar__plus_01_dot_20_bar__plus_00_dot_25 - receptacle
        loc_bar__minus_12_bar_13_bar_3_bar_30 - location
        loc_bar__minus_11_bar_13_bar_1_bar_30 - location
        loc_bar__minus_10_bar_1_bar_3_bar_30 - location
        loc_bar__minus_10_bar_5_bar_3_bar_30 - location
        loc_bar__minus_10_bar_13_bar_0_bar_0 - location
        loc_bar__minus_10_bar_13_bar_0_bar_30 - location
        loc_bar__minus_9_bar_3_bar_2_bar_30 - location
        loc_bar__minus_8_bar_12_bar_1_bar_30 - location
        loc_bar__minus_8_bar_13_bar_1_bar_30 - location
        loc_bar__minus_7_bar_3_bar_0_bar_30 - location
        loc_bar__minus_6_bar_10_bar_0_bar_30 - location
        loc_bar__minus_5_bar_4_bar_1_bar_30 - location
        loc_bar__minus_5_bar_9_bar_1_bar_30 - location
        loc_bar__minus_5_bar_11_bar_0_bar_30 - location
        loc_bar__minus_3_bar_12_bar_1_bar_30 - location
        loc_bar__minus_3_bar_12_bar_1_bar_45 - location
        )

(:init
        (atLocation agent1 loc_bar__minus_5_bar_11_bar_0_bar_30)
        (receptacleType Bathtub_bar__minus_00_dot_21_bar__plus_00_dot_36_bar__plus_00_dot_92_bar_BathtubBasin BathtubBasinType)
        (receptacleType Cart_bar__minus_03_dot_21_bar__plus_00_dot_00_bar__plus_00_dot_15 CartType)
        (receptacleType GarbageCan_bar__minus_00_dot_87_bar__plus_00_dot_00_bar__plus_03_dot_86 GarbageCanType)
        (receptacleType HandTowelHolder_bar__minus_00_dot_25_bar__plus_01_dot_50_bar__plus_02_dot_80 HandTowelHolderType)
        (receptacleType HandTowelHolder_bar__minus_00_dot_25_bar__plus_01_dot_50_bar__plus_03_dot_00 HandTowelHolderType)
        (receptacleType Shelf_bar__minus_02_dot_59_bar__plus_00_dot_78_bar__plus_03_dot_91 ShelfType)
        (receptacleType Shelf_bar__minus_02_dot_59_bar__plus_01_dot_03_bar__plus_03_dot_94 ShelfType)
        (receptacleType Shelf_bar__minus_02_dot_59_bar__plus_01_dot_29_bar__plus_03_dot_94 ShelfType)
        (receptacleType Shelf_bar__minus_02_dot_59_bar__plus_01_dot_53_bar__plus_03_dot_91 ShelfType)
        (receptacleType Sink_bar__minus_03_dot_12_bar__minus_00_dot_01_bar__plus_01_dot_53_bar_SinkBasin SinkBasinType)
        (receptacleType ToiletPaperHanger_bar__minus_01_dot_50_bar_00_dot_00_bar__plus_03_dot_00 ToiletPaperHangerType)
        (receptacleType Toilet_bar__minus_01_dot_50_bar_00_dot_00_bar__plus_03_dot_00 ToiletType)
        (receptacleType TowelHolder_bar__minus_02_dot_25_bar__plus_01_dot_20_bar__plus_00_dot_25 TowelHolderType)
        (objectType Cloth_bar__plus_00_dot_04_bar__plus_00_dot_41_bar__plus_00_dot_88 ClothType)
        (objectType Cloth_bar__minus_00_dot_39_bar__plus_00_dot_41_bar__plus_00_dot_66 ClothType)
        (objectType Cloth_bar__minus_03_dot_22_bar__plus_00_dot_04_bar__plus_01_dot_64 ClothType)
        (objectType DishSponge_bar__minus_01_dot_14_bar__plus_00_dot_05_bar__plus_03_dot_75 DishSpongeType)
        (objectType HandTowel_bar__minus_00_dot_10_bar__plus_01_dot_55_bar__plus_03_dot_11 HandTowelType)
        (objectType HandTowel_bar_00_dot_00_bar__plus_01_dot_55_bar__plus_02_dot_77 HandTowelType)
        (objectType LightSwitch_bar__minus_01_dot_43_bar__plus_01_dot_23_bar__plus_01_dot_84 LightSwitchType)
        (objectType Mirror_bar__minus_02_dot_70_bar__plus_01_dot_79_bar__plus_03_dot_28 MirrorType)
        (objectType Plunger_bar__minus_02_dot_94_bar__plus_00_dot_05_bar__plus_00_dot_31 PlungerType)
        (objectType Plunger_bar__minus_03_dot_43_bar__plus_00_dot_05_bar__plus_00_dot_36 PlungerType)
        (objectType ScrubBrush_bar__minus_01_dot_30_bar__plus_01_dot_92_bar__plus_00_dot_59 ScrubBrushType)
        (objectType ScrubBrush_bar__minus_02_dot_65_bar__plus_00_dot_28_bar__plus_03_dot_12 ScrubBrushType)
        (objectType SoapBar_bar__minus_01_dot_70_bar__plus_00_dot_05_bar__plus_03_dot_29 SoapBarType)
        (objectType SoapBar_bar__minus_02_dot_89_bar__plus_00_dot_04_bar__plus_01_dot_71 SoapBarType)
        (objectType SoapBottle_bar__minus_02_dot_46_bar__plus_01_dot_08_bar__plus_04_dot_20 SoapBottleType)
        (objectType SprayBottle_bar__minus_01_dot_75_bar__plus_00_dot_05_bar__plus_03_dot_11 SprayBottleType)
        (objectType ToiletPaper_bar__minus_01_dot_45_bar__plus_00_dot_05_bar__plus_02_dot_70 ToiletPaperType)
        (objectType Towel_bar__minus_01_dot_99_bar__plus_01_dot_25_bar__minus_00_dot_05 TowelType)
        (objectType Towel_bar__minus_02_dot_16_bar__plus_01_dot_25_bar__plus_00_dot_51 TowelType)
        (objectType Towel_bar__minus_02_dot_26_bar__plus_01_dot_25_bar__plus_00_dot_35 TowelType)
        (canContain BathtubBasinType ClothType)
        (canContain BathtubBasinType DishSpongeType)
        (canContain BathtubBasinType HandTowelType)
        (canContain BathtubBasinType SoapBarType)
        (canContain CartType ClothType)
        (canContain CartType DishSpongeType)
        (canContain CartType HandTowelType)
        (canContain CartType PlungerType)
        (canContain CartType SoapBarType)
        (canContain CartType SoapBottleType)
        (canContain CartType SprayBottleType)
        (canContain CartType ToiletPaperType)
        (canContain GarbageCanType ClothType)
        (canContain GarbageCanType DishSpongeType)
        (canContain GarbageCanType HandTowelType)
        (canContain GarbageCanType SoapBarType)
        (canContain GarbageCanType SoapBottleType)
        (canContain GarbageCanType SprayBottleType)
        (canContain GarbageCanType ToiletPaperType)
        (canContain HandTowelHolderType HandTowelType)
        (canContain ShelfType ClothType)
        (canContain ShelfType DishSpongeType)
        (canContain ShelfType HandTowelType)
        (canContain ShelfType SoapBarType)
        (canContain ShelfType SoapBottleType)
        (canContain ShelfType SprayBottleType)
        (canContain ShelfType ToiletPaperType)
        (canContain SinkBasinType ClothType)
        (canContain SinkBasinType DishSpongeType)
        (canContain SinkBasinType HandTowelType)
        (canContain SinkBasinType SoapBarType)
        (canContain ToiletType ClothType)
        (canContain ToiletType DishSpongeType)
        (canContain ToiletType HandTowelType)
        (canContain ToiletType SoapBarType)
        (canContain ToiletType SoapBottleType)
        (canContain ToiletType SprayBottleType)
        (canContain ToiletType ToiletPaperType)
        (canContain ToiletPaperHangerType ToiletPaperType)
        (canContain TowelHolderType TowelType)
        (pickupable Cloth_bar__plus_00_dot_04_bar__plus_00_dot_41_bar__plus_00_dot_88)
        (pickupable Cloth_bar__minus_00_dot_39_bar__plus_00_dot_41_bar__plus_00_dot_66)
        (pickupable Cloth_bar__minus_03_dot_22_bar__plus_00_dot_04_bar__plus_01_dot_64)
        (pickupable DishSponge_bar__minus_01_dot_14_bar__plus_00_dot_05_bar__plus_03_dot_75)
        (pickupable HandTowel_bar__minus_00_dot_10_bar__plus_01_dot_55_bar__plus_03_dot_11)
        (pickupable HandTowel_bar_00_dot_00_bar__plus_01_dot_55_bar__plus_02_dot_77)
        (pickupable Plunger_bar__minus_02_dot_94_bar__plus_00_dot_05_bar__plus_00_dot_31)
        (pickupable Plunger_bar__minus_03_dot_43_bar__plus_00_dot_05_bar__plus_00_dot_36)
        (pickupable ScrubBrush_bar__minus_01_dot_30_bar__plus_01_dot_92_bar__plus_00_dot_59)
        (pickupable ScrubBrush_bar__minus_02_dot_65_bar__plus_00_dot_28_bar__plus_03_dot_12)
        (pickupable SoapBar_bar__minus_01_dot_70_bar__plus_00_dot_05_bar__plus_03_dot_29)
        (pickupable SoapBar_bar__minus_02_dot_89_bar__plus_00_dot_04_bar__plus_01_dot_71)
        (pickupable SoapBottle_bar__minus_02_dot_46_bar__plus_01_dot_08_bar__plus_04_dot_20)
        (pickupable SprayBottle_bar__minus_01_dot_75_bar__plus_00_dot_05_bar__plus_03_dot_11)
        (pickupable ToiletPaper_bar__minus_01_dot_45_bar__plus_00_dot_05_bar__plus_02_dot_70)
        (pickupable Towel_bar__minus_01_dot_99_bar__plus_01_dot_25_bar__minus_00_dot_05)
        (pickupable Towel_bar__minus_02_dot_16_bar__plus_01_dot_25_bar__plus_00_dot_51)
        (pickupable Towel_bar__minus_02_dot_26_bar__plus_01_dot_25_bar__plus_00_dot_35)
        (cleanable Cloth_bar__plus_00_dot_04_bar__plus_00_dot_41_bar__plus_00_dot_88)
        (cleanable Cloth_bar__minus_00_dot_39_bar__plus_00_dot_41_bar__plus_00_dot_66)
        (cleanable Cloth_bar__minus_03_dot_22_bar__plus_00_dot_04_bar__plus_01_dot_64)
        (cleanable DishSponge_bar__minus_01_dot_14_bar__plus_00_dot_05_bar__plus_03_dot_75)
        (cleanable SoapBar_bar__minus_01_dot_70_bar__plus_00_dot_05_bar__plus_03_dot_29)
        (cleanable SoapBar_bar__minus_02_dot_89_bar__plus_00_dot_04_bar__plus_01_dot_71)
        (inReceptacle Cloth_bar__plus_00_dot_04_bar__plus_00_dot_41_bar__plus_00_dot_88 Bathtub_bar__minus_00_dot_21_bar__plus_00_dot_36_bar__plus_00_dot_92_bar_BathtubBasin)
        (inReceptacle Cloth_bar__minus_00_dot_39_bar__plus_00_dot_41_bar__plus_00_dot_66 Bathtub_bar__minus_00_dot_21_bar__plus_00_dot_36_bar__plus_00_dot_92_bar_BathtubBasin)
        (inReceptacle Cloth_bar__minus_03_dot_22_bar__plus_00_dot_04_bar__plus_01_dot_64 Sink_bar__minus_03_dot_12_bar__minus_00_dot_01_bar__plus_01_dot_53_bar_SinkBasin)
        (inReceptacle DishSponge_bar__minus_01_dot_14_bar__plus_00_dot_05_bar__plus_03_dot_75 GarbageCan_bar__minus_00_dot_87_bar__plus_00_dot_00_bar__plus_03_dot_86)
        (inReceptacle HandTowel_bar__minus_00_dot_10_bar__plus_01_dot_55_bar__plus_03_dot_11 HandTowelHolder_bar__minus_00_dot_25_bar__plus_01_dot_50_bar__plus_03_dot_00)
        (inReceptacle HandTowel_bar_00_dot_00_bar__plus_01_dot_55_bar__plus_02_dot_77 HandTowelHolder_bar__minus_00_dot_25_bar__plus_01_dot_50_bar__plus_02_dot_80)
        (inReceptacle Plunger_bar__minus_02_dot_94_bar__plus_00_dot_05_bar__plus_00_dot_31 Cart_bar__minus_03_dot_21_bar__plus_00_dot_00_bar__plus_00_dot_15)
        (inReceptacle Plunger_bar__minus_03_dot_43_bar__plus_00_dot_05_bar__plus_00_dot_36 Cart_bar__minus_03_dot_21_bar__plus_00_dot_00_bar__plus_00_dot_15)
        (inReceptacle SoapBar_bar__minus_01_dot_70_bar__plus_00_dot_05_bar__plus_03_dot_29 Toilet_bar__minus_01_dot_50_bar_00_dot_00_bar__plus_03_dot_00)
        (inReceptacle SoapBar_bar__minus_02_dot_89_bar__plus_00_dot_04_bar__plus_01_dot_71 Sink_bar__minus_03_dot_12_bar__minus_00_dot_01_bar__plus_01_dot_53_bar_SinkBasin)
        (inReceptacle SoapBottle_bar__minus_02_dot_46_bar__plus_01_dot_08_bar__plus_04_dot_20 Shelf_bar__minus_02_dot_59_bar__plus_01_dot_03_bar__plus_03_dot_94)
        (inReceptacle SprayBottle_bar__minus_01_dot_75_bar__plus_00_dot_05_bar__plus_03_dot_11 Toilet_bar__minus_01_dot_50_bar_00_dot_00_bar__plus_03_dot_00)
        (inReceptacle ToiletPaper_bar__minus_01_dot_45_bar__plus_00_dot_05_bar__plus_02_dot_70 Toilet_bar__minus_01_dot_50_bar_00_dot_00_bar__plus_03_dot_00)
        (inReceptacle Towel_bar__minus_01_dot_99_bar__plus_01_dot_25_bar__minus_00_dot_05 TowelHolder_bar__minus_02_dot_25_bar__plus_01_dot_20_bar__plus_00_dot_25)
        (inReceptacle Towel_bar__minus_02_dot_16_bar__plus_01_dot_25_bar__plus_00_dot_51 TowelHolder_bar__minus_02_dot_25_bar__plus_01_dot_20_bar__plus_00_dot_25)
        (inReceptacle Towel_bar__minus_02_dot_26_bar__plus_01_dot_25_bar__plus_00_dot_35 TowelHolder_bar__minus_02_dot_25_bar__plus_01_dot_20_bar__plus_00_dot_25)
        (receptacleAtLocation Bathtub_bar__minus_00_dot_21_bar__plus_00_dot_36_bar__plus_00_dot_92_bar_BathtubBasin loc_bar__minus_5_bar_4_bar_1_bar_30)
        (receptacleAtLocation Cart_bar__minus_03_dot_21_bar__plus_00_dot_00_bar__plus_00_dot_15 loc_bar__minus_10_bar_1_bar_3_bar_30)
        (receptacleAtLocation GarbageCan_bar__minus_00_dot_87_bar__plus_00_dot_00_bar__plus_03_dot_86 loc_bar__minus_8_bar_13_bar_1_bar_30)
        (receptacleAtLocation HandTowelHolder_bar__minus_00_dot_25_bar__plus_01_dot_50_bar__plus_02_dot_80 loc_bar__minus_3_bar_12_bar_1_bar_45)
        (receptacleAtLocation HandTowelHolder_bar__minus_00_dot_25_bar__plus_01_dot_50_bar__plus_03_dot_00 loc_bar__minus_3_bar_12_bar_1_bar_30)
        (receptacleAtLocation Shelf_bar__minus_02_dot_59_bar__plus_00_dot_78_bar__plus_03_dot_91 loc_bar__minus_10_bar_13_bar_0_bar_30)
        (receptacleAtLocation Shelf_bar__minus_02_dot_59_bar__plus_01_dot_03_bar__plus_03_dot_94 loc_bar__minus_10_bar_13_bar_0_bar_30)
        (receptacleAtLocation Shelf_bar__minus_02_dot_59_bar__plus_01_dot_29_bar__plus_03_dot_94 loc_bar__minus_10_bar_13_bar_0_bar_30)
        (receptacleAtLocation Shelf_bar__minus_02_dot_59_bar__plus_01_dot_53_bar__plus_03_dot_91 loc_bar__minus_10_bar_13_bar_0_bar_0)
        (receptacleAtLocation Sink_bar__minus_03_dot_12_bar__minus_00_dot_01_bar__plus_01_dot_53_bar_SinkBasin loc_bar__minus_10_bar_5_bar_3_bar_30)
        (receptacleAtLocation ToiletPaperHanger_bar__minus_01_dot_50_bar_00_dot_00_bar__plus_03_dot_00 loc_bar__minus_8_bar_12_bar_1_bar_30)
        (receptacleAtLocation Toilet_bar__minus_01_dot_50_bar_00_dot_00_bar__plus_03_dot_00 loc_bar__minus_6_bar_10_bar_0_bar_30)
        (receptacleAtLocation TowelHolder_bar__minus_02_dot_25_bar__plus_01_dot_20_bar__plus_00_dot_25 loc_bar__minus_9_bar_3_bar_2_bar_30)
        (objectAtLocation Cloth_bar__plus_00_dot_04_bar__plus_00_dot_41_bar__plus_00_dot_88 loc_bar__minus_5_bar_4_bar_1_bar_30)
        (objectAtLocation Cloth_bar__minus_00_dot_39_bar__plus_00_dot_41_bar__plus_00_dot_66 loc_bar__minus_5_bar_4_bar_1_bar_30)
        (objectAtLocation Cloth_bar__minus_03_dot_22_bar__plus_00_dot_04_bar__plus_01_dot_64 loc_bar__minus_10_bar_5_bar_3_bar_30)
        (objectAtLocation DishSponge_bar__minus_01_dot_14_bar__plus_00_dot_05_bar__plus_03_dot_75 loc_bar__minus_8_bar_13_bar_1_bar_30)
        (objectAtLocation HandTowel_bar__minus_00_dot_10_bar__plus_01_dot_55_bar__plus_03_dot_11 loc_bar__minus_3_bar_12_bar_1_bar_30)
        (objectAtLocation HandTowel_bar_00_dot_00_bar__plus_01_dot_55_bar__plus_02_dot_77 loc_bar__minus_3_bar_12_bar_1_bar_45)
        (objectAtLocation LightSwitch_bar__minus_01_dot_43_bar__plus_01_dot_23_bar__plus_01_dot_84 loc_bar__minus_5_bar_9_bar_1_bar_30)
        (objectAtLocation Mirror_bar__minus_02_dot_70_bar__plus_01_dot_79_bar__plus_03_dot_28 loc_bar__minus_12_bar_13_bar_3_bar_30)
        (objectAtLocation Plunger_bar__minus_02_dot_94_bar__plus_00_dot_05_bar__plus_00_dot_31 loc_bar__minus_10_bar_1_bar_3_bar_30)
        (objectAtLocation Plunger_bar__minus_03_dot_43_bar__plus_00_dot_05_bar__plus_00_dot_36 loc_bar__minus_10_bar_1_bar_3_bar_30)
        (objectAtLocation ScrubBrush_bar__minus_01_dot_30_bar__plus_01_dot_92_bar__plus_00_dot_59 loc_bar__minus_7_bar_3_bar_0_bar_30)
        (objectAtLocation ScrubBrush_bar__minus_02_dot_65_bar__plus_00_dot_28_bar__plus_03_dot_12 loc_bar__minus_11_bar_13_bar_1_bar_30)
        (objectAtLocation SoapBar_bar__minus_01_dot_70_bar__plus_00_dot_05_bar__plus_03_dot_29 loc_bar__minus_6_bar_10_bar_0_bar_30)
        (objectAtLocation SoapBar_bar__minus_02_dot_89_bar__plus_00_dot_04_bar__plus_01_dot_71 loc_bar__minus_10_bar_5_bar_3_bar_30)
        (objectAtLocation SoapBottle_bar__minus_02_dot_46_bar__plus_01_dot_08_bar__plus_04_dot_20 loc_bar__minus_10_bar_13_bar_0_bar_30)
        (objectAtLocation SprayBottle_bar__minus_01_dot_75_bar__plus_00_dot_05_bar__plus_03_dot_11 loc_bar__minus_6_bar_10_bar_0_bar_30)
        (objectAtLocation ToiletPaper_bar__minus_01_dot_45_bar__plus_00_dot_05_bar__plus_02_dot_70 loc_bar__minus_6_bar_10_bar_0_bar_30)
        (objectAtLocation Towel_bar__minus_01_dot_99_bar__plus_01_dot_25_bar__minus_00_dot_05 loc_bar__minus_9_bar_3_bar_2_bar_30)
        (objectAtLocation Towel_bar__minus_02_dot_16_bar__plus_01_dot_25_bar__plus_00_dot_51 loc_bar__minus_9_bar_3_bar_2_bar_30)
        (objectAtLocation Towel_bar__minus_02_dot_26_bar__plus_01_dot_25_bar__plus_00_dot_35 loc_bar__minus_9_bar_3_bar_2_bar_30)
        )

        (:goal
            (and
                (exists (?r - receptacle)
                    (exists (?o - object)
                        (and
                            (cleanable ?o)
                            (objectType ?o DishSpongeType)
                            (receptacleType ?r GarbageCanType)
                            (isClean ?o)
                            (inReceptacle ?o ?r)
                        )
                    )
                )
            )
        )
    )
    