
(define (problem plan_trial_T20250126_210351_610602)
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
        Bathtub_bar__plus_00_dot_39_bar__plus_01_dot_43_bar__plus_00_dot_67 - object
        Candle_bar__minus_00_dot_03_bar__plus_00_dot_48_bar__minus_01_dot_91 - object
        Candle_bar__minus_00_dot_07_bar__plus_00_dot_06_bar__plus_01_dot_55 - object
        Cloth_bar__plus_00_dot_41_bar__plus_00_dot_54_bar__minus_02_dot_12 - object
        Cloth_bar__minus_00_dot_35_bar__plus_00_dot_06_bar__plus_01_dot_82 - object
        Cloth_bar__minus_01_dot_89_bar__plus_00_dot_54_bar__minus_01_dot_51 - object
        DishSponge_bar__plus_00_dot_19_bar__plus_00_dot_48_bar__minus_01_dot_82 - object
        DishSponge_bar__plus_00_dot_45_bar__plus_00_dot_48_bar__minus_01_dot_95 - object
        Footstool_bar__plus_00_dot_07_bar__plus_01_dot_06_bar__minus_00_dot_63 - object
        HandTowel_bar__minus_00_dot_17_bar__plus_01_dot_55_bar__minus_00_dot_53 - object
        LightSwitch_bar__minus_01_dot_40_bar__plus_01_dot_79_bar__plus_00_dot_95 - object
        Plunger_bar__minus_02_dot_64_bar__plus_00_dot_06_bar__plus_01_dot_67 - object
        ScrubBrush_bar__plus_00_dot_26_bar__plus_01_dot_60_bar__minus_00_dot_64 - object
        ShowerDoor_bar__minus_01_dot_74_bar__plus_00_dot_90_bar__plus_01_dot_06 - object
        ShowerGlass_bar__minus_01_dot_30_bar__plus_00_dot_41_bar__plus_01_dot_73 - object
        SoapBar_bar__plus_00_dot_15_bar__plus_00_dot_06_bar__plus_01_dot_70 - object
        SoapBar_bar__minus_00_dot_31_bar__plus_00_dot_06_bar__plus_02_dot_00 - object
        SoapBar_bar__minus_01_dot_98_bar__plus_00_dot_54_bar__minus_01_dot_36 - object
        SoapBottle_bar__plus_00_dot_07_bar__plus_00_dot_48_bar__minus_02_dot_22 - object
        SprayBottle_bar__plus_00_dot_16_bar__plus_00_dot_06_bar__plus_01_dot_54 - object
        SprayBottle_bar__plus_00_dot_17_bar__plus_00_dot_48_bar__minus_02_dot_10 - object
        TissueBox_bar__plus_00_dot_11_bar__plus_01_dot_05_bar__plus_01_dot_48 - object
        ToiletPaper_bar__plus_00_dot_06_bar__plus_00_dot_06_bar__plus_01_dot_67 - object
        ToiletPaper_bar__minus_00_dot_08_bar__plus_00_dot_48_bar__minus_01_dot_82 - object
        ToiletPaper_bar__minus_00_dot_17_bar__plus_00_dot_06_bar__plus_02_dot_08 - object
        Towel_bar__minus_00_dot_16_bar__plus_01_dot_25_bar__plus_00_dot_97 - object
        Window_bar__minus_01_dot_35_bar__plus_00_dot_35_bar__plus_00_dot_91 - object
        Bathtub_bar__minus_01_dot_96_bar__plus_00_dot_49_bar__minus_01_dot_23_bar_BathtubBasin - receptacle
        Cart_bar__minus_02_dot_92_bar__plus_00_dot_01_bar__plus_01_dot_48 - receptacle
        CounterTop_bar__plus_00_dot_20_bar__plus_00_dot_43_bar__minus_02_dot_01 - receptacle
        Drawer_bar__plus_00_dot_30_bar__plus_00_dot_30_bar__minus_01_dot_82 - receptacle
        Drawer_bar__plus_00_dot_30_bar__plus_00_dot_49_bar__minus_01_dot_82 - receptacle
        Drawer_bar__plus_00_dot_30_bar__plus_00_dot_68_bar__minus_01_dot_82 - receptacle
        Drawer_bar__plus_00_dot_30_bar__plus_00_dot_83_bar__minus_01_dot_82 - receptacle
        GarbageCan_bar__minus_02_dot_93_bar__plus_00_dot_01_bar__plus_02_dot_09 - receptacle
        HandTowelHolder_bar_00_dot_00_bar__plus_01_dot_50_bar__minus_00_dot_25 - receptacle
        HandTowelHolder_bar_00_dot_00_bar__plus_01_dot_50_bar__minus_00_dot_45 - receptacle
        Shelf_bar_00_dot_00_bar__plus_01_dot_00_bar__plus_01_dot_75 - receptacle
        Sink_bar__minus_02_dot_80_bar__plus_00_dot_33_bar__plus_00_dot_76_bar_SinkBasin - receptacle
        ToiletPaperHanger_bar__minus_01_dot_75_bar_00_dot_00_bar__plus_01_dot_25 - receptacle
        Toilet_bar__minus_00_dot_06_bar__plus_00_dot_01_bar__plus_01_dot_84 - receptacle
        TowelHolder_bar__minus_00_dot_25_bar__plus_01_dot_20_bar__plus_00_dot_75 - receptacle
        loc_bar__minus_10_bar_0_bar_0_bar_30 - location
        loc_bar__minus_10_bar_0_bar_2_bar_30 - location
        loc_bar__minus_9_bar_5_bar_1_bar_30 - location
        loc_bar__minus_9_bar_6_bar_3_bar_30 - location
        loc_bar__minus_8_bar_6_bar_3_bar_30 - location
        loc_bar__minus_7_bar_2_bar_3_bar_30 - location
        loc_bar__minus_7_bar_4_bar_1_bar_30 - location
        loc_bar__minus_6_bar_2_bar_3_bar_30 - location
        loc_bar__minus_6_bar_5_bar_0_bar_30 - location
        loc_bar__minus_6_bar_5_bar_3_bar_30 - location
        loc_bar__minus_4_bar_7_bar_1_bar_30 - location
        loc_bar__minus_3_bar_3_bar_1_bar_30 - location
        loc_bar__minus_2_bar__minus_1_bar_1_bar_30 - location
        loc_bar__minus_2_bar__minus_1_bar_1_bar_45 - location
        loc_bar__minus_2_bar_7_bar_1_bar_30 - location
        loc_bar__minus_1_bar__minus_4_bar_3_bar_30 - location
        loc_bar__minus_1_bar__minus_3_bar_2_bar_30 - location
        loc_bar_0_bar__minus_5_bar_2_bar_30 - location
        loc_bar_0_bar__minus_4_bar_2_bar_30 - location
        loc_bar_0_bar__minus_3_bar_3_bar_30 - location
        loc_bar_0_bar_1_bar_3_bar_30 - location
        )

(:init
        (atLocation agent1 loc_bar__minus_7_bar_2_bar_3_bar_30)
        (receptacleType Bathtub_bar__minus_01_dot_96_bar__plus_00_dot_49_bar__minus_01_dot_23_bar_BathtubBasin BathtubBasinType)
        (receptacleType Cart_bar__minus_02_dot_92_bar__plus_00_dot_01_bar__plus_01_dot_48 CartType)
        (receptacleType CounterTop_bar__plus_00_dot_20_bar__plus_00_dot_43_bar__minus_02_dot_01 CounterTopType)
        (receptacleType Drawer_bar__plus_00_dot_30_bar__plus_00_dot_30_bar__minus_01_dot_82 DrawerType)
        (receptacleType Drawer_bar__plus_00_dot_30_bar__plus_00_dot_49_bar__minus_01_dot_82 DrawerType)
        (receptacleType Drawer_bar__plus_00_dot_30_bar__plus_00_dot_68_bar__minus_01_dot_82 DrawerType)
        (receptacleType Drawer_bar__plus_00_dot_30_bar__plus_00_dot_83_bar__minus_01_dot_82 DrawerType)
        (receptacleType GarbageCan_bar__minus_02_dot_93_bar__plus_00_dot_01_bar__plus_02_dot_09 GarbageCanType)
        (receptacleType HandTowelHolder_bar_00_dot_00_bar__plus_01_dot_50_bar__minus_00_dot_25 HandTowelHolderType)
        (receptacleType HandTowelHolder_bar_00_dot_00_bar__plus_01_dot_50_bar__minus_00_dot_45 HandTowelHolderType)
        (receptacleType Shelf_bar_00_dot_00_bar__plus_01_dot_00_bar__plus_01_dot_75 ShelfType)
        (receptacleType Sink_bar__minus_02_dot_80_bar__plus_00_dot_33_bar__plus_00_dot_76_bar_SinkBasin SinkBasinType)
        (receptacleType ToiletPaperHanger_bar__minus_01_dot_75_bar_00_dot_00_bar__plus_01_dot_25 ToiletPaperHangerType)
        (receptacleType Toilet_bar__minus_00_dot_06_bar__plus_00_dot_01_bar__plus_01_dot_84 ToiletType)
        (receptacleType TowelHolder_bar__minus_00_dot_25_bar__plus_01_dot_20_bar__plus_00_dot_75 TowelHolderType)
        (objectType Bathtub_bar__plus_00_dot_39_bar__plus_01_dot_43_bar__plus_00_dot_67 BathtubType)
        (objectType Candle_bar__minus_00_dot_03_bar__plus_00_dot_48_bar__minus_01_dot_91 CandleType)
        (objectType Candle_bar__minus_00_dot_07_bar__plus_00_dot_06_bar__plus_01_dot_55 CandleType)
        (objectType Cloth_bar__plus_00_dot_41_bar__plus_00_dot_54_bar__minus_02_dot_12 ClothType)
        (objectType Cloth_bar__minus_00_dot_35_bar__plus_00_dot_06_bar__plus_01_dot_82 ClothType)
        (objectType Cloth_bar__minus_01_dot_89_bar__plus_00_dot_54_bar__minus_01_dot_51 ClothType)
        (objectType DishSponge_bar__plus_00_dot_19_bar__plus_00_dot_48_bar__minus_01_dot_82 DishSpongeType)
        (objectType DishSponge_bar__plus_00_dot_45_bar__plus_00_dot_48_bar__minus_01_dot_95 DishSpongeType)
        (objectType Footstool_bar__plus_00_dot_07_bar__plus_01_dot_06_bar__minus_00_dot_63 FootstoolType)
        (objectType HandTowel_bar__minus_00_dot_17_bar__plus_01_dot_55_bar__minus_00_dot_53 HandTowelType)
        (objectType LightSwitch_bar__minus_01_dot_40_bar__plus_01_dot_79_bar__plus_00_dot_95 LightSwitchType)
        (objectType Plunger_bar__minus_02_dot_64_bar__plus_00_dot_06_bar__plus_01_dot_67 PlungerType)
        (objectType ScrubBrush_bar__plus_00_dot_26_bar__plus_01_dot_60_bar__minus_00_dot_64 ScrubBrushType)
        (objectType ShowerDoor_bar__minus_01_dot_74_bar__plus_00_dot_90_bar__plus_01_dot_06 ShowerDoorType)
        (objectType ShowerGlass_bar__minus_01_dot_30_bar__plus_00_dot_41_bar__plus_01_dot_73 ShowerGlassType)
        (objectType SoapBar_bar__plus_00_dot_15_bar__plus_00_dot_06_bar__plus_01_dot_70 SoapBarType)
        (objectType SoapBar_bar__minus_00_dot_31_bar__plus_00_dot_06_bar__plus_02_dot_00 SoapBarType)
        (objectType SoapBar_bar__minus_01_dot_98_bar__plus_00_dot_54_bar__minus_01_dot_36 SoapBarType)
        (objectType SoapBottle_bar__plus_00_dot_07_bar__plus_00_dot_48_bar__minus_02_dot_22 SoapBottleType)
        (objectType SprayBottle_bar__plus_00_dot_16_bar__plus_00_dot_06_bar__plus_01_dot_54 SprayBottleType)
        (objectType SprayBottle_bar__plus_00_dot_17_bar__plus_00_dot_48_bar__minus_02_dot_10 SprayBottleType)
        (objectType TissueBox_bar__plus_00_dot_11_bar__plus_01_dot_05_bar__plus_01_dot_48 TissueBoxType)
        (objectType ToiletPaper_bar__plus_00_dot_06_bar__plus_00_dot_06_bar__plus_01_dot_67 ToiletPaperType)
        (objectType ToiletPaper_bar__minus_00_dot_08_bar__plus_00_dot_48_bar__minus_01_dot_82 ToiletPaperType)
        (objectType ToiletPaper_bar__minus_00_dot_17_bar__plus_00_dot_06_bar__plus_02_dot_08 ToiletPaperType)
        (objectType Towel_bar__minus_00_dot_16_bar__plus_01_dot_25_bar__plus_00_dot_97 TowelType)
        (objectType Window_bar__minus_01_dot_35_bar__plus_00_dot_35_bar__plus_00_dot_91 WindowType)
        (canContain BathtubBasinType ClothType)
        (canContain BathtubBasinType DishSpongeType)
        (canContain BathtubBasinType HandTowelType)
        (canContain BathtubBasinType SoapBarType)
        (canContain CartType CandleType)
        (canContain CartType ClothType)
        (canContain CartType DishSpongeType)
        (canContain CartType HandTowelType)
        (canContain CartType PlungerType)
        (canContain CartType SoapBarType)
        (canContain CartType SoapBottleType)
        (canContain CartType SprayBottleType)
        (canContain CartType TissueBoxType)
        (canContain CartType ToiletPaperType)
        (canContain CounterTopType CandleType)
        (canContain CounterTopType ClothType)
        (canContain CounterTopType DishSpongeType)
        (canContain CounterTopType HandTowelType)
        (canContain CounterTopType SoapBarType)
        (canContain CounterTopType SoapBottleType)
        (canContain CounterTopType SprayBottleType)
        (canContain CounterTopType TissueBoxType)
        (canContain CounterTopType ToiletPaperType)
        (canContain DrawerType CandleType)
        (canContain DrawerType ClothType)
        (canContain DrawerType DishSpongeType)
        (canContain DrawerType HandTowelType)
        (canContain DrawerType SoapBarType)
        (canContain DrawerType SoapBottleType)
        (canContain DrawerType SprayBottleType)
        (canContain DrawerType TissueBoxType)
        (canContain DrawerType ToiletPaperType)
        (canContain GarbageCanType ClothType)
        (canContain GarbageCanType DishSpongeType)
        (canContain GarbageCanType HandTowelType)
        (canContain GarbageCanType SoapBarType)
        (canContain GarbageCanType SoapBottleType)
        (canContain GarbageCanType SprayBottleType)
        (canContain GarbageCanType TissueBoxType)
        (canContain GarbageCanType ToiletPaperType)
        (canContain HandTowelHolderType HandTowelType)
        (canContain ShelfType CandleType)
        (canContain ShelfType ClothType)
        (canContain ShelfType DishSpongeType)
        (canContain ShelfType HandTowelType)
        (canContain ShelfType SoapBarType)
        (canContain ShelfType SoapBottleType)
        (canContain ShelfType SprayBottleType)
        (canContain ShelfType TissueBoxType)
        (canContain ShelfType ToiletPaperType)
        (canContain SinkBasinType ClothType)
        (canContain SinkBasinType DishSpongeType)
        (canContain SinkBasinType HandTowelType)
        (canContain SinkBasinType SoapBarType)
        (canContain ToiletType CandleType)
        (canContain ToiletType ClothType)
        (canContain ToiletType DishSpongeType)
        (canContain ToiletType HandTowelType)
        (canContain ToiletType SoapBarType)
        (canContain ToiletType SoapBottleType)
        (canContain ToiletType SprayBottleType)
        (canContain ToiletType TissueBoxType)
        (canContain ToiletType ToiletPaperType)
        (canContain ToiletPaperHangerType ToiletPaperType)
        (canContain TowelHolderType TowelType)
        (pickupable Candle_bar__minus_00_dot_03_bar__plus_00_dot_48_bar__minus_01_dot_91)
        (pickupable Candle_bar__minus_00_dot_07_bar__plus_00_dot_06_bar__plus_01_dot_55)
        (pickupable Cloth_bar__plus_00_dot_41_bar__plus_00_dot_54_bar__minus_02_dot_12)
        (pickupable Cloth_bar__minus_00_dot_35_bar__plus_00_dot_06_bar__plus_01_dot_82)
        (pickupable Cloth_bar__minus_01_dot_89_bar__plus_00_dot_54_bar__minus_01_dot_51)
        (pickupable DishSponge_bar__plus_00_dot_19_bar__plus_00_dot_48_bar__minus_01_dot_82)
        (pickupable DishSponge_bar__plus_00_dot_45_bar__plus_00_dot_48_bar__minus_01_dot_95)
        (pickupable HandTowel_bar__minus_00_dot_17_bar__plus_01_dot_55_bar__minus_00_dot_53)
        (pickupable Plunger_bar__minus_02_dot_64_bar__plus_00_dot_06_bar__plus_01_dot_67)
        (pickupable ScrubBrush_bar__plus_00_dot_26_bar__plus_01_dot_60_bar__minus_00_dot_64)
        (pickupable SoapBar_bar__plus_00_dot_15_bar__plus_00_dot_06_bar__plus_01_dot_70)
        (pickupable SoapBar_bar__minus_00_dot_31_bar__plus_00_dot_06_bar__plus_02_dot_00)
        (pickupable SoapBar_bar__minus_01_dot_98_bar__plus_00_dot_54_bar__minus_01_dot_36)
        (pickupable SoapBottle_bar__plus_00_dot_07_bar__plus_00_dot_48_bar__minus_02_dot_22)
        (pickupable SprayBottle_bar__plus_00_dot_16_bar__plus_00_dot_06_bar__plus_01_dot_54)
        (pickupable SprayBottle_bar__plus_00_dot_17_bar__plus_00_dot_48_bar__minus_02_dot_10)
        (pickupable TissueBox_bar__plus_00_dot_11_bar__plus_01_dot_05_bar__plus_01_dot_48)
        (pickupable ToiletPaper_bar__plus_00_dot_06_bar__plus_00_dot_06_bar__plus_01_dot_67)
        (pickupable ToiletPaper_bar__minus_00_dot_08_bar__plus_00_dot_48_bar__minus_01_dot_82)
        (pickupable ToiletPaper_bar__minus_00_dot_17_bar__plus_00_dot_06_bar__plus_02_dot_08)
        (pickupable Towel_bar__minus_00_dot_16_bar__plus_01_dot_25_bar__plus_00_dot_97)
        (openable Drawer_bar__plus_00_dot_30_bar__plus_00_dot_30_bar__minus_01_dot_82)
        (openable Drawer_bar__plus_00_dot_30_bar__plus_00_dot_49_bar__minus_01_dot_82)
        (openable Drawer_bar__plus_00_dot_30_bar__plus_00_dot_68_bar__minus_01_dot_82)
        (openable Drawer_bar__plus_00_dot_30_bar__plus_00_dot_83_bar__minus_01_dot_82)
        (cleanable Cloth_bar__plus_00_dot_41_bar__plus_00_dot_54_bar__minus_02_dot_12)
        (cleanable Cloth_bar__minus_00_dot_35_bar__plus_00_dot_06_bar__plus_01_dot_82)
        (cleanable Cloth_bar__minus_01_dot_89_bar__plus_00_dot_54_bar__minus_01_dot_51)
        (cleanable DishSponge_bar__plus_00_dot_19_bar__plus_00_dot_48_bar__minus_01_dot_82)
        (cleanable DishSponge_bar__plus_00_dot_45_bar__plus_00_dot_48_bar__minus_01_dot_95)
        (cleanable SoapBar_bar__plus_00_dot_15_bar__plus_00_dot_06_bar__plus_01_dot_70)
        (cleanable SoapBar_bar__minus_00_dot_31_bar__plus_00_dot_06_bar__plus_02_dot_00)
        (cleanable SoapBar_bar__minus_01_dot_98_bar__plus_00_dot_54_bar__minus_01_dot_36)
        (inReceptacle Candle_bar__minus_00_dot_03_bar__plus_00_dot_48_bar__minus_01_dot_91 CounterTop_bar__plus_00_dot_20_bar__plus_00_dot_43_bar__minus_02_dot_01)
        (inReceptacle Candle_bar__minus_00_dot_07_bar__plus_00_dot_06_bar__plus_01_dot_55 Toilet_bar__minus_00_dot_06_bar__plus_00_dot_01_bar__plus_01_dot_84)
        (inReceptacle Cloth_bar__plus_00_dot_41_bar__plus_00_dot_54_bar__minus_02_dot_12 Drawer_bar__plus_00_dot_30_bar__plus_00_dot_49_bar__minus_01_dot_82)
        (inReceptacle Cloth_bar__minus_00_dot_35_bar__plus_00_dot_06_bar__plus_01_dot_82 Toilet_bar__minus_00_dot_06_bar__plus_00_dot_01_bar__plus_01_dot_84)
        (inReceptacle Cloth_bar__minus_01_dot_89_bar__plus_00_dot_54_bar__minus_01_dot_51 Bathtub_bar__minus_01_dot_96_bar__plus_00_dot_49_bar__minus_01_dot_23_bar_BathtubBasin)
        (inReceptacle DishSponge_bar__plus_00_dot_19_bar__plus_00_dot_48_bar__minus_01_dot_82 CounterTop_bar__plus_00_dot_20_bar__plus_00_dot_43_bar__minus_02_dot_01)
        (inReceptacle DishSponge_bar__plus_00_dot_45_bar__plus_00_dot_48_bar__minus_01_dot_95 CounterTop_bar__plus_00_dot_20_bar__plus_00_dot_43_bar__minus_02_dot_01)
        (inReceptacle HandTowel_bar__minus_00_dot_17_bar__plus_01_dot_55_bar__minus_00_dot_53 HandTowelHolder_bar_00_dot_00_bar__plus_01_dot_50_bar__minus_00_dot_25)
        (inReceptacle Plunger_bar__minus_02_dot_64_bar__plus_00_dot_06_bar__plus_01_dot_67 Cart_bar__minus_02_dot_92_bar__plus_00_dot_01_bar__plus_01_dot_48)
        (inReceptacle SoapBar_bar__plus_00_dot_15_bar__plus_00_dot_06_bar__plus_01_dot_70 Toilet_bar__minus_00_dot_06_bar__plus_00_dot_01_bar__plus_01_dot_84)
        (inReceptacle SoapBar_bar__minus_00_dot_31_bar__plus_00_dot_06_bar__plus_02_dot_00 Toilet_bar__minus_00_dot_06_bar__plus_00_dot_01_bar__plus_01_dot_84)
        (inReceptacle SoapBar_bar__minus_01_dot_98_bar__plus_00_dot_54_bar__minus_01_dot_36 Bathtub_bar__minus_01_dot_96_bar__plus_00_dot_49_bar__minus_01_dot_23_bar_BathtubBasin)
        (inReceptacle SoapBottle_bar__plus_00_dot_07_bar__plus_00_dot_48_bar__minus_02_dot_22 CounterTop_bar__plus_00_dot_20_bar__plus_00_dot_43_bar__minus_02_dot_01)
        (inReceptacle SprayBottle_bar__plus_00_dot_16_bar__plus_00_dot_06_bar__plus_01_dot_54 Toilet_bar__minus_00_dot_06_bar__plus_00_dot_01_bar__plus_01_dot_84)
        (inReceptacle SprayBottle_bar__plus_00_dot_17_bar__plus_00_dot_48_bar__minus_02_dot_10 CounterTop_bar__plus_00_dot_20_bar__plus_00_dot_43_bar__minus_02_dot_01)
        (inReceptacle TissueBox_bar__plus_00_dot_11_bar__plus_01_dot_05_bar__plus_01_dot_48 Shelf_bar_00_dot_00_bar__plus_01_dot_00_bar__plus_01_dot_75)
        (inReceptacle ToiletPaper_bar__plus_00_dot_06_bar__plus_00_dot_06_bar__plus_01_dot_67 Toilet_bar__minus_00_dot_06_bar__plus_00_dot_01_bar__plus_01_dot_84)
        (inReceptacle ToiletPaper_bar__minus_00_dot_08_bar__plus_00_dot_48_bar__minus_01_dot_82 CounterTop_bar__plus_00_dot_20_bar__plus_00_dot_43_bar__minus_02_dot_01)
        (inReceptacle ToiletPaper_bar__minus_00_dot_17_bar__plus_00_dot_06_bar__plus_02_dot_08 Toilet_bar__minus_00_dot_06_bar__plus_00_dot_01_bar__plus_01_dot_84)
        (inReceptacle Towel_bar__minus_00_dot_16_bar__plus_01_dot_25_bar__plus_00_dot_97 TowelHolder_bar__minus_00_dot_25_bar__plus_01_dot_20_bar__plus_00_dot_75)
        (receptacleAtLocation Bathtub_bar__minus_01_dot_96_bar__plus_00_dot_49_bar__minus_01_dot_23_bar_BathtubBasin loc_bar__minus_10_bar_0_bar_2_bar_30)
        (receptacleAtLocation Cart_bar__minus_02_dot_92_bar__plus_00_dot_01_bar__plus_01_dot_48 loc_bar__minus_9_bar_6_bar_3_bar_30)
        (receptacleAtLocation CounterTop_bar__plus_00_dot_20_bar__plus_00_dot_43_bar__minus_02_dot_01 loc_bar_0_bar__minus_5_bar_2_bar_30)
        (receptacleAtLocation Drawer_bar__plus_00_dot_30_bar__plus_00_dot_30_bar__minus_01_dot_82 loc_bar__minus_1_bar__minus_3_bar_2_bar_30)
        (receptacleAtLocation Drawer_bar__plus_00_dot_30_bar__plus_00_dot_49_bar__minus_01_dot_82 loc_bar_0_bar__minus_4_bar_2_bar_30)
        (receptacleAtLocation Drawer_bar__plus_00_dot_30_bar__plus_00_dot_68_bar__minus_01_dot_82 loc_bar_0_bar__minus_4_bar_2_bar_30)
        (receptacleAtLocation Drawer_bar__plus_00_dot_30_bar__plus_00_dot_83_bar__minus_01_dot_82 loc_bar_0_bar__minus_4_bar_2_bar_30)
        (receptacleAtLocation GarbageCan_bar__minus_02_dot_93_bar__plus_00_dot_01_bar__plus_02_dot_09 loc_bar__minus_8_bar_6_bar_3_bar_30)
        (receptacleAtLocation HandTowelHolder_bar_00_dot_00_bar__plus_01_dot_50_bar__minus_00_dot_25 loc_bar__minus_2_bar__minus_1_bar_1_bar_30)
        (receptacleAtLocation HandTowelHolder_bar_00_dot_00_bar__plus_01_dot_50_bar__minus_00_dot_45 loc_bar__minus_2_bar__minus_1_bar_1_bar_45)
        (receptacleAtLocation Shelf_bar_00_dot_00_bar__plus_01_dot_00_bar__plus_01_dot_75 loc_bar__minus_2_bar_7_bar_1_bar_30)
        (receptacleAtLocation Sink_bar__minus_02_dot_80_bar__plus_00_dot_33_bar__plus_00_dot_76_bar_SinkBasin loc_bar__minus_10_bar_0_bar_0_bar_30)
        (receptacleAtLocation ToiletPaperHanger_bar__minus_01_dot_75_bar_00_dot_00_bar__plus_01_dot_25 loc_bar__minus_9_bar_5_bar_1_bar_30)
        (receptacleAtLocation Toilet_bar__minus_00_dot_06_bar__plus_00_dot_01_bar__plus_01_dot_84 loc_bar__minus_4_bar_7_bar_1_bar_30)
        (receptacleAtLocation TowelHolder_bar__minus_00_dot_25_bar__plus_01_dot_20_bar__plus_00_dot_75 loc_bar__minus_3_bar_3_bar_1_bar_30)
        (objectAtLocation Bathtub_bar__plus_00_dot_39_bar__plus_01_dot_43_bar__plus_00_dot_67 loc_bar_0_bar_1_bar_3_bar_30)
        (objectAtLocation Candle_bar__minus_00_dot_03_bar__plus_00_dot_48_bar__minus_01_dot_91 loc_bar_0_bar__minus_5_bar_2_bar_30)
        (objectAtLocation Candle_bar__minus_00_dot_07_bar__plus_00_dot_06_bar__plus_01_dot_55 loc_bar__minus_4_bar_7_bar_1_bar_30)
        (objectAtLocation Cloth_bar__plus_00_dot_41_bar__plus_00_dot_54_bar__minus_02_dot_12 loc_bar_0_bar__minus_4_bar_2_bar_30)
        (objectAtLocation Cloth_bar__minus_00_dot_35_bar__plus_00_dot_06_bar__plus_01_dot_82 loc_bar__minus_4_bar_7_bar_1_bar_30)
        (objectAtLocation Cloth_bar__minus_01_dot_89_bar__plus_00_dot_54_bar__minus_01_dot_51 loc_bar__minus_10_bar_0_bar_2_bar_30)
        (objectAtLocation DishSponge_bar__plus_00_dot_19_bar__plus_00_dot_48_bar__minus_01_dot_82 loc_bar_0_bar__minus_5_bar_2_bar_30)
        (objectAtLocation DishSponge_bar__plus_00_dot_45_bar__plus_00_dot_48_bar__minus_01_dot_95 loc_bar_0_bar__minus_5_bar_2_bar_30)
        (objectAtLocation Footstool_bar__plus_00_dot_07_bar__plus_01_dot_06_bar__minus_00_dot_63 loc_bar__minus_1_bar__minus_4_bar_3_bar_30)
        (objectAtLocation HandTowel_bar__minus_00_dot_17_bar__plus_01_dot_55_bar__minus_00_dot_53 loc_bar__minus_2_bar__minus_1_bar_1_bar_30)
        (objectAtLocation LightSwitch_bar__minus_01_dot_40_bar__plus_01_dot_79_bar__plus_00_dot_95 loc_bar__minus_7_bar_4_bar_1_bar_30)
        (objectAtLocation Plunger_bar__minus_02_dot_64_bar__plus_00_dot_06_bar__plus_01_dot_67 loc_bar__minus_9_bar_6_bar_3_bar_30)
        (objectAtLocation ScrubBrush_bar__plus_00_dot_26_bar__plus_01_dot_60_bar__minus_00_dot_64 loc_bar_0_bar__minus_3_bar_3_bar_30)
        (objectAtLocation ShowerDoor_bar__minus_01_dot_74_bar__plus_00_dot_90_bar__plus_01_dot_06 loc_bar__minus_6_bar_5_bar_0_bar_30)
        (objectAtLocation ShowerGlass_bar__minus_01_dot_30_bar__plus_00_dot_41_bar__plus_01_dot_73 loc_bar__minus_6_bar_5_bar_3_bar_30)
        (objectAtLocation SoapBar_bar__plus_00_dot_15_bar__plus_00_dot_06_bar__plus_01_dot_70 loc_bar__minus_4_bar_7_bar_1_bar_30)
        (objectAtLocation SoapBar_bar__minus_00_dot_31_bar__plus_00_dot_06_bar__plus_02_dot_00 loc_bar__minus_4_bar_7_bar_1_bar_30)
        (objectAtLocation SoapBar_bar__minus_01_dot_98_bar__plus_00_dot_54_bar__minus_01_dot_36 loc_bar__minus_10_bar_0_bar_2_bar_30)
        (objectAtLocation SoapBottle_bar__plus_00_dot_07_bar__plus_00_dot_48_bar__minus_02_dot_22 loc_bar_0_bar__minus_5_bar_2_bar_30)
        (objectAtLocation SprayBottle_bar__plus_00_dot_16_bar__plus_00_dot_06_bar__plus_01_dot_54 loc_bar__minus_4_bar_7_bar_1_bar_30)
        (objectAtLocation SprayBottle_bar__plus_00_dot_17_bar__plus_00_dot_48_bar__minus_02_dot_10 loc_bar_0_bar__minus_5_bar_2_bar_30)
        (objectAtLocation TissueBox_bar__plus_00_dot_11_bar__plus_01_dot_05_bar__plus_01_dot_48 loc_bar__minus_2_bar_7_bar_1_bar_30)
        (objectAtLocation ToiletPaper_bar__plus_00_dot_06_bar__plus_00_dot_06_bar__plus_01_dot_67 loc_bar__minus_4_bar_7_bar_1_bar_30)
        (objectAtLocation ToiletPaper_bar__minus_00_dot_08_bar__plus_00_dot_48_bar__minus_01_dot_82 loc_bar_0_bar__minus_5_bar_2_bar_30)
        (objectAtLocation ToiletPaper_bar__minus_00_dot_17_bar__plus_00_dot_06_bar__plus_02_dot_08 loc_bar__minus_4_bar_7_bar_1_bar_30)
        (objectAtLocation Towel_bar__minus_00_dot_16_bar__plus_01_dot_25_bar__plus_00_dot_97 loc_bar__minus_3_bar_3_bar_1_bar_30)
        (objectAtLocation Window_bar__minus_01_dot_35_bar__plus_00_dot_35_bar__plus_00_dot_91 loc_bar__minus_6_bar_2_bar_3_bar_30)
        )

        (:goal
            (and
                (exists (?r - receptacle)
                    (exists (?o - object)
                        (and
                            (cleanable ?o)
                            (objectType ?o SoapBarType)
                            (receptacleType ?r ShelfType)
                            (isClean ?o)
                            (inReceptacle ?o ?r)
                        )
                    )
                )
            )
        )
    )
    