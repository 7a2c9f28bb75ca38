// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

export interface paths {
    "/models/{modelId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Update a model
         * @description Changes the settings of one model and returns the model. Every property of the body is optional, and `null`
         *     unsets those that accept it.
         */
        put: operations["updateModel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The settings of a model that an update can change. */
        UpdateModelRequest: {
            /**
             * @description The class that the model uses, by its slug, or `null` to unset it.
             * @example characters-npcs-mobs-characters
             */
            classSlug?: string | null;
            /**
             * @description The LoRAs, one or more, that a composition model is made of. A composition model requires them. They apply
             *     only to models based on Flux, and to the older models of SD1.5 and SDXL.
             */
            concepts?: components["schemas"]["Concept"][];
            /**
             * @description The epoch that the model uses, or `null` to unset it. Without one, the model uses its last epoch. Only
             *     models based on flux.1-lora and flux.1-kontext-lora take an epoch, and only once they have epochs and their
             *     status is `trained`.
             */
            epoch?: string | null;
            /**
             * @description The name of the model. Without one, the start of training generates it from the training data.
             * @example Cinematic Realism
             */
            name?: string;
            /** @description The negative prompt embedding that joins each generation of the model. */
            negativePromptEmbedding?: string;
            /** @description The parameters to train the model with. */
            parameters?: components["schemas"]["TrainingParameters"];
            /** @description The prompt embedding that joins each generation of the model. */
            promptEmbedding?: string;
            /**
             * @description The model's brief description. Without one, the start of training generates it from the training data.
             * @example This model generates highly detailed cinematic scenes.
             */
            shortDescription?: string;
            /**
             * @description The image that is the model's thumbnail, by its AssetId, or `null` to unset it.
             * @example asset_GTrL3mq4SXWyMxkOHRxlpw
             */
            thumbnail?: string | null;
            /**
             * @description The type of the model. It can change only while the model's status is `new`.
             * @example flux.1-lora
             */
            type?: components["schemas"]["ModelType"];
        };
        /** @description One model of a composition, and how much of it goes in. */
        Concept: {
            /**
             * @description The ID of the model that goes in.
             * @example model_eyVcnFJcR92BxBkz7N6g5w
             */
            modelId: string;
            /**
             * @description The weight of the model. Flux Kontext prompt editing takes a scale from 0 to 2.
             * @example 1
             */
            scale: number;
            /**
             * @description The epoch of that model to use. Only trained Flux LoRA models have one.
             * @example 000001
             */
            modelEpoch?: string;
        };
        /**
         * @description The parameters that a model is trained with. Most are for certain trainers only, and `x-available-for` lists
         *     which.
         */
        TrainingParameters: {
            /**
             * @description The voice's age group, where the cloning is professional.
             *
             *     Only for ElevenLabs voice.
             */
            age?: string;
            /**
             * @description The size of a batch. Larger batches mean fewer steps and a higher learning rate.
             *
             *     Only for Flux LoRA.
             */
            batchSize?: number;
            /**
             * @description The prompt for images of the same class as the instance images.
             *
             *     Only for SD15.
             */
            classPrompt?: string;
            /**
             * @description The way to clone the voice. `instant` is fast, `professional` has higher quality and requires a captcha.
             *
             *     Only for ElevenLabs voice.
             * @example instant
             * @example professional
             */
            cloneType?: string;
            /**
             * @description The prompt whose identifier names the instance, or subject, that stands for its class. Its default depends
             *     on the model.
             *
             *     - SD1.5 uses `daiton` if the model has no class.
             *     - SDXL uses `daiton`.
             *     - Flux uses an empty string.
             * @example a daiton dog
             */
            conceptPrompt?: string;
            /**
             * @description The voice's gender, where the cloning is professional.
             *
             *     Only for ElevenLabs voice.
             */
            gender?: string;
            /**
             * @description The language spoken in the audio samples, as an ISO 639-1 code.
             *
             *     Only for ElevenLabs voice.
             */
            language?: string;
            /**
             * @description The learning rate to start from, once any warmup is over. Its default depends on the model.
             *
             *     - SD1.5 and SDXL use 0.000005.
             *     - Flux uses 0.0001.
             */
            learningRate?: number;
            /**
             * @description The learning rate that the text encoder starts from, once any warmup is over. Its default and its limits
             *     depend on the model.
             *
             *     - SDXL uses 0.00005 and takes no less than 0.
             *     - Flux LoRA uses 0.00001 and takes values from 0.000001 to 0.001.
             */
            learningRateTextEncoder?: number;
            /**
             * @description The learning rate that the UNet starts from, once any warmup is over.
             *
             *     Only for SDXL LoRA.
             */
            learningRateUnet?: number;
            /**
             * @description The schedule that the learning rate follows.
             *
             *     Only for SD15 and SDXL LoRA.
             * @default constant
             */
            lrScheduler?: components["schemas"]["LearningRateScheduler"];
            /**
             * @description The most training steps to run. SDXL LoRA training counts in `numTextTrainSteps` and `numUNetTrainSteps`
             *     instead. The default follows from the number of training images, and both the default and the limits depend
             *     on the model.
             *
             *     - SD1.5 uses images × 225 / 3, rounded, and takes 0 to 40000.
             *     - SDXL uses images × 175 and takes 0 to 40000.
             *     - Flux uses images × 100 and takes 0 to 10000.
             */
            maxTrainSteps?: number;
            /**
             * @description The number of epochs in the training.
             *
             *     Only for Flux LoRA.
             */
            nbEpochs?: number;
            /**
             * @description The number of times that the training repeats.
             *
             *     Only for Flux LoRA.
             */
            nbRepeats?: number;
            /**
             * @description The number of steps that train the text encoder.
             *
             *     Only for SDXL LoRA.
             */
            numTextTrainSteps?: number;
            /**
             * @description The number of steps that train the UNet.
             *
             *     Only for SDXL LoRA.
             */
            numUNetTrainSteps?: number;
            /**
             * @description The kind of input images that LoRA training is tuned for. It decides which transformer blocks, double and
             *     single, the training reaches.
             *
             *     Only for Flux LoRA.
             */
            optimizeFor?: components["schemas"]["TrainingOptimization"];
            /**
             * @description The weight of the prior preservation loss.
             *
             *     Only for SD15 and SDXL LoRA.
             */
            priorLossWeight?: number;
            /**
             * @description Whether images are cropped at random rather than at the center. The crop comes before the resize to the
             *     working resolution.
             *
             *     Only for SD15 and SDXL LoRA.
             */
            randomCrop?: boolean;
            /**
             * @description The ratio of the random crops.
             *
             *     Only for SD15 and SDXL LoRA.
             */
            randomCropRatio?: number;
            /**
             * @description The scale of the random crops.
             *
             *     Only for SD15 and SDXL LoRA.
             */
            randomCropScale?: number;
            /**
             * @description The dimension of the update matrices of the LoRA. Its default and its limits depend on the trainer.
             *
             *     - SDXL uses 64. For SDXL, this parameter is deprecated.
             *     - Flux LoRA uses 16 and takes 2 to 64.
             *     - Musubi uses 64 and takes 2 to 128.
             *
             *     Only for SDXL LoRA, Flux LoRA and Musubi.
             */
            rank?: number;
            /**
             * @description Whether the audio samples are cleaned of background noise before cloning. Each sample then has to last 5
             *     seconds or more.
             *
             *     Only for ElevenLabs voice.
             */
            removeBackgroundNoise?: boolean;
            /**
             * @description The prompts that each epoch is sampled with.
             *
             *     Only for Flux LoRA.
             */
            samplePrompts?: string[];
            /**
             * @description The AssetIds of the images that go with `samplePrompts`, one for each prompt.
             *
             *     Only for Flux LoRA.
             */
            sampleSourceImages?: string[];
            /**
             * @deprecated
             * @description Whether the learning rate is scaled. It is a legacy parameter and has no effect.
             *
             *     Only for SD15 and SDXL LoRA.
             */
            scaleLr?: boolean;
            /**
             * @description The seed that makes a result reproducible. It is random by default.
             *
             *     Only for SD15 and SDXL LoRA.
             */
            seed?: number;
            /**
             * @deprecated
             * @description The share of the steps that train the text encoder, before the rest train the UNet. At 0.2, a training of
             *     100 steps spends 20 on the text encoder, then 80 on the UNet. It is a legacy parameter, which
             *     `numTextTrainSteps` and `numUNetTrainSteps` replace.
             *
             *     Only for SD15 and SDXL LoRA.
             */
            textEncoderTrainingRatio?: number;
            /**
             * @description The frequency of validation, at most the value of `maxTrainSteps`.
             *
             *     Only for SD15 and SDXL LoRA.
             */
            validationFrequency?: number;
            /**
             * @description The prompt to validate with.
             *
             *     Only for SD15 and SDXL LoRA.
             */
            validationPrompt?: string;
            /**
             * @description The characteristics of the voice, in words.
             *
             *     Only for ElevenLabs voice.
             */
            voiceDescription?: string;
            /**
             * Format: password
             * @description The Weights & Biases key that training logs with.
             */
            wandbKey?: string;
        };
        /** @description The answer to an update. */
        UpdateModelResponse: {
            /** @description The model after the update. */
            model: components["schemas"]["Model"];
        };
        /** @description A model, with what it can do, how it is trained and how it is shown. */
        Model: {
            /**
             * @description The ID of the model.
             * @example model_eyVcnFJcR92BxBkz7N6g5w
             */
            id: string;
            /**
             * @description The kinds of generation that the model is capable of.
             * @example [
             *       "txt2img",
             *       "img2img",
             *       "txt2img_ip_adapter"
             *     ]
             */
            capabilities: components["schemas"]["ModelCapability"][];
            /** @description The CollectionIds of the collections that hold the model. */
            collectionIds: string[];
            /**
             * Format: date-time
             * @description The time of the model's creation, in ISO format.
             * @example 2023-02-03T11:19:41.579Z
             */
            createdAt: string;
            /** @description Whether the model is custom. A custom model is used through `POST /generate/custom/{modelId}` alone. */
            custom: boolean;
            /** @description The IDs of the example assets that the model's owner chose. */
            exampleAssetIds: string[];
            /**
             * @description The model's privacy.
             * @default private
             */
            privacy: components["schemas"]["ModelPrivacy"];
            /** @description The place that the model comes from. */
            source: components["schemas"]["ModelSource"];
            /** @description The status of the model. */
            status: components["schemas"]["ModelStatus"];
            /**
             * @description The tags of the model.
             * @example [
             *       "sci-fi",
             *       "landscape"
             *     ]
             */
            tags: string[];
            /** @description The count of all the model's training images. */
            trainingImagesNumber: number;
            /**
             * @description The type of the model.
             * @example flux.1-lora
             */
            type: components["schemas"]["ModelType"];
            /**
             * Format: date-time
             * @description The time of the model's latest update, in ISO format.
             * @example 2023-02-03T11:19:41.579Z
             */
            updatedAt: string;
            /** @description The plan that access to the model is restricted to. */
            accessRestrictions?: components["schemas"]["AccessRestriction"];
            /**
             * @description The ID of the user who is the model's author.
             * @example user_VFhihHKMRZyDDnZAJwLb2Q
             */
            authorId?: string;
            /** @description The class that the model belongs to. */
            class?: components["schemas"]["ModelClass"];
            /**
             * @description The IDs of the base models that this model complies with. Flux LoRA models are the main users.
             * @example [
             *       "flux.1-dev",
             *       "flux.1-schnell"
             *     ]
             */
            compliantModelIds?: string[];
            /** @description The models that a composition is made of. Composition models require them. */
            concepts?: components["schemas"]["Concept"][];
            /** @description The epoch that a trained Flux LoRA model uses. Without one, the model uses its last epoch. */
            epoch?: string;
            /** @description The epochs of a trained Flux LoRA model. */
            epochs?: components["schemas"]["ModelEpoch"][];
            /** @description The inputs of a custom model. `GET /models/{modelId}` is the way to retrieve the list. */
            inputs?: components["schemas"]["ModelInput"][];
            /**
             * @deprecated
             * @description The keyword of the model. It is a legacy parameter, which `parameters.conceptPrompt` replaces.
             */
            modelKeyword?: string;
            /**
             * @description The name of the model.
             * @example Cinematic Realism
             */
            name?: string;
            /** @description The negative prompt embedding that fine-tunes what the model infers. */
            negativePromptEmbedding?: string;
            /**
             * @description The ID of the model's owner.
             * @example team_VFhihHKMRZyDDnZAJwLb2Q
             */
            ownerId?: string;
            /** @description The training parameters of the model. */
            parameters?: components["schemas"]["TrainingParameters"];
            /** @description The ID of the model's parent. */
            parentModelId?: string;
            /** @description The model's performance in aggregate. */
            performanceStats?: components["schemas"]["PerformanceStats"];
            /** @description The prompt embedding that fine-tunes what the model infers. */
            promptEmbedding?: string;
            /**
             * @description The model's brief description.
             * @example This model generates highly detailed cinematic scenes.
             */
            shortDescription?: string;
            /** @description The date of the model's soft deletion, which happens on the Free plan only. */
            softDeletionOn?: string;
            /** @description The image that stands for the model. */
            thumbnail?: components["schemas"]["Thumbnail"];
            /** @description The pairs of images that train the model, each from a source to a target. */
            trainingImagePairs?: components["schemas"]["TrainingImagePair"][];
            /** @description The model's first 3 training images. Retrieving the model by its ID gives all of them. */
            trainingImages?: components["schemas"]["TrainingImage"][];
            /** @description The details of how far training has come. */
            trainingProgress?: components["schemas"]["TrainingProgress"];
            /** @description The details of when training ran and how long it took. */
            trainingStats?: components["schemas"]["TrainingStats"];
            /** @description The configuration of the model's user interface. */
            uiConfig?: components["schemas"]["UiConfig"];
            /**
             * @deprecated
             * @description The ID of a user.
             * @example user_VFhihHKMRZyDDnZAJwLb2Q
             */
            userId?: string;
        };
        /** @description A class that models can belong to. */
        ModelClass: {
            /**
             * @description The category that the class is in, by its slug.
             * @example art-style
             */
            category: string;
            /**
             * @description The class's prompt for a concept.
             * @example a sks character design
             */
            conceptPrompt: string;
            /**
             * @description The ID of the class's model.
             * @example stable-diffusion-v1-5
             */
            modelId: string;
            /**
             * @description The class's name.
             * @example Character Design
             */
            name: string;
            /**
             * @description The class's prompt.
             * @example a character design
             */
            prompt: string;
            /**
             * @description The class's slug.
             * @example art-style-character-design
             */
            slug: string;
            /** @description The class's status. */
            status: components["schemas"]["ModelClassStatus"];
            /** @description The URLs of example images that show the class. */
            thumbnails: string[];
        };
        /** @description One epoch of a model's training. */
        ModelEpoch: {
            /** @description The hash that identifies the epoch. */
            epoch: string;
            /** @description The images of this epoch, where training had sample prompts. */
            assets?: components["schemas"]["EpochAsset"][];
        };
        /** @description An image made during training. */
        EpochAsset: {
            /**
             * @description The image's AssetId.
             * @example asset_GTrL3mq4SXWyMxkOHRxlpw
             */
            assetId: string;
            /** @description The image's URL. */
            url: string;
        };
        /** @description An image that stands for a model. */
        Thumbnail: {
            /**
             * @description The image's AssetId.
             * @example asset_GTrL3mq4SXWyMxkOHRxlpw
             */
            assetId: string;
            /** @description The image's URL. */
            url: string;
        };
        /**
         * @description An input that a custom model is called with. Many of its properties are for certain types of input only, and
         *     `x-available-for` lists which.
         */
        ModelInput: {
            /** @description The name to use for the input in a call through the API. */
            name: string;
            /** @description The type of data that the input takes. */
            type: components["schemas"]["ModelInputType"];
            /**
             * @description The values to choose from. The user interface shows a dropdown, for one choice with `string` and `number`,
             *     for several with `string_array`.
             */
            allowedValues?: unknown[];
            /**
             * @description The background that the input's images have. The input's `kind` must be `image`.
             *
             *     Only for file and file_array.
             */
            backgroundBehavior?: components["schemas"]["InputBackground"];
            /**
             * @description Whether the text is a color.
             *
             *     Only for string.
             */
            color?: boolean;
            /** @description Whether the cost calculation takes the input into account. */
            costImpact?: boolean;
            /** @description The value of the input unless another is given, of any type. */
            default?: unknown;
            /** @description The help text of the input in the user interface. */
            description?: string;
            /** @description The group of the input. The user interface shows the inputs of one group next to each other. */
            group?: string;
            /** @description The tooltip of the input in the user interface. */
            hint?: string;
            /**
             * @description The inputs that make up one object of the list.
             *
             *     Only for inputs_array.
             */
            inputs?: {
                [key: string]: unknown;
            }[];
            /**
             * @description The kind of asset that the input takes. Where a model offers several kinds, the API can create an asset on
             *     the fly only from a data URL that has the `data:kind,` prefix.
             *
             *     Only for file and file_array.
             */
            kind?: components["schemas"]["AssetKind"];
            /** @description The label of the input in the user interface. */
            label?: string;
            /** @description The file input that the mask comes from, by its name. */
            maskFrom?: string;
            /**
             * @description The largest value that the input takes.
             *
             *     Only for number and array.
             */
            max?: number;
            /**
             * @description The greatest length of the text, or of each text in a `string_array`.
             *
             *     Only for string and string_array.
             */
            maxLength?: number;
            /**
             * @description The greatest size of a file, in bytes. It is checked against `asset.properties.size` when a job is created.
             *
             *     Only for file and file_array.
             */
            maxSize?: number;
            /**
             * @description The smallest value that the input takes.
             *
             *     Only for number and array.
             */
            min?: number;
            /**
             * @description The least length of the text, or of each text in a `string_array`.
             *
             *     Only for string and string_array.
             */
            minLength?: number;
            /**
             * @description The types of model that the input takes.
             *
             *     Only for model_array.
             * @example [
             *       "flux.1-lora"
             *     ]
             */
            modelTypes?: components["schemas"]["ModelType"][];
            /**
             * @description Whether the input is the parent asset of the assets that the model produces. In a `file_array`, the parent
             *     is the first item.
             *
             *     Only for file and file_array.
             */
            parent?: boolean;
            /**
             * @description The text that the input shows while it is empty.
             *
             *     Only for string.
             */
            placeholder?: string;
            /**
             * @description Whether the text is a prompt. A prompt shows as a text area and has prompt spark.
             *
             *     Only for string.
             */
            prompt?: boolean;
            /**
             * @description Whether prompt spark uses the input.
             *
             *     Only for string.
             */
            promptSpark?: boolean;
            /**
             * @description The rules by which the input is required: `always`, `ifNotDefined`, `ifDefined` and `conditionalValues`.
             *     Without any, it is optional.
             */
            required?: components["schemas"]["InputRequirement"];
            /**
             * @description The step from one value to the next.
             *
             *     Only for number.
             */
            step?: number;
        };
        /** @description A set of rules that say when an input is required. */
        InputRequirement: {
            /** @description Whether the input is required in every case. */
            always?: boolean;
            /**
             * @description The other inputs whose values make this one required. A key is the name of another input, and its value is
             *     the operation and the values that trigger the rule.
             */
            conditionalValues?: unknown;
            /**
             * @description The other inputs that make this one required when they are defined. A key is the name of another input, and
             *     its value is the message to show.
             */
            ifDefined?: unknown;
            /**
             * @description The other inputs that make this one required when they are not defined. A key is the name of another input,
             *     and its value is the message to show.
             */
            ifNotDefined?: unknown;
        };
        /** @description An image that a model is trained on. */
        TrainingImage: {
            /**
             * @description The ID of the training image.
             * @example asset_GTrL3mq4SXWyMxkOHRxlpw
             */
            id: string;
            /** @description The caption that the image was given automatically. */
            automaticCaptioning: string;
            /**
             * Format: date-time
             * @description The time of the image's upload, in ISO format.
             * @example 2023-02-03T11:19:41.579Z
             */
            createdAt: string;
            /** @description The image's description. */
            description: string;
            /** @description The image's URL. */
            downloadUrl: string;
            /**
             * @description The name that the uploaded file had.
             * @example my-training-image.jpg
             */
            name: string;
        };
        /** @description Two training images, and the instruction that leads from one to the other. */
        TrainingImagePair: {
            /** @description The instruction that turns the source into the target. */
            instruction?: string;
            /** @description The source image's asset ID, which is that of a training asset. */
            sourceId?: string;
            /** @description The target image's asset ID, which is that of a training asset. */
            targetId?: string;
        };
        /** @description The progress of a model's training. */
        TrainingProgress: {
            /** @description The stage of the training request. */
            stage: components["schemas"]["TrainingStage"];
            /** @description The time of the progress's latest update, as a timestamp in milliseconds. */
            updatedAt: number;
            /** @description The position in the queue, counted as the jobs ahead of this one. */
            position?: number;
            /** @description The job's progress. */
            progress?: number;
            /** @description The time that remains, in milliseconds. */
            remainingTimeMs?: number;
            /** @description The time of the start, as a timestamp in milliseconds. */
            startedAt?: number;
        };
        /** @description The times and the durations of a training. */
        TrainingStats: {
            /** @description The end of training, as an ISO date. */
            endedAt?: string;
            /** @description The time that training spent in the queue, in seconds. */
            queueDuration?: number;
            /** @description The start of training, as an ISO date. */
            startedAt?: string;
            /** @description The time that training took, in seconds. */
            trainDuration?: number;
        };
        /** @description The performance of a model, variant by variant. */
        PerformanceStats: {
            /** @description The metrics of each variant. */
            variants: components["schemas"]["PerformanceVariant"][];
            /** @description The key of the variant to compare models by at a glance. */
            default?: string;
        };
        /** @description The performance of a model at one capability and, in some variants, one resolution. */
        PerformanceVariant: {
            /**
             * @description The capability that was measured.
             * @example txt2img
             * @example img2video
             * @example txt2audio
             */
            capability: string;
            /** @description The time that the metrics were last computed, as an ISO date. */
            computedAt: string;
            /**
             * @description The key that is the variant's alone.
             * @example txt2img:1K
             * @example img2video:2K
             * @example txt2audio
             */
            variantKey: string;
            /** @description The quality of the model as arena.ai scores it. */
            arenaScore?: components["schemas"]["ArenaScore"];
            /** @description The highest cost of one output asset, in CU. */
            costPerAssetMaxCU?: number;
            /** @description The lowest cost of one output asset, in CU. */
            costPerAssetMinCU?: number;
            /** @description The median cost of one output asset, in CU. */
            costPerAssetP50CU?: number;
            /** @description The P50 latency of inference for one output asset, in seconds. */
            inferenceLatencyP50Sec?: number;
            /** @description The P75 latency of inference for one output asset, in seconds. */
            inferenceLatencyP75Sec?: number;
            /**
             * @description The resolution's bucket.
             * @example 0.5K
             * @example 1K
             * @example 2K
             * @example 4K
             */
            resolution?: string;
            /** @description The P50 latency for one output asset, time in the queue included, in seconds. */
            totalLatencyP50Sec?: number;
            /** @description The P75 latency for one output asset, time in the queue included, in seconds. */
            totalLatencyP75Sec?: number;
        };
        /** @description A score of a model's quality that comes from outside, from the leaderboard of arena.ai. */
        ArenaScore: {
            /**
             * @description The category of the leaderboard.
             * @example text_to_image
             * @example image_to_video
             */
            arenaCategory: string;
            /** @description The name that arena.ai knows the model by. */
            arenaModelName: string;
            /** @description The time that the score was last fetched, as an ISO date. */
            fetchedAt: string;
            /** @description The rank of the model in the category. */
            rank: number;
            /** @description The ELO rating of the model. */
            rating: number;
            /** @description The lower bound of the ELO rating's confidence interval. */
            ratingLower: number;
            /** @description The upper bound of the ELO rating's confidence interval. */
            ratingUpper: number;
            /** @description The number of people's votes. */
            votes: number;
        };
        /** @description The way that the user interface shows a model. */
        UiConfig: {
            /** @description The configuration of the inputs. */
            inputProperties?: {
                [key: string]: components["schemas"]["InputPropertyUi"];
            };
            /** @description The configuration of the component for LoRAs. */
            lorasComponent?: components["schemas"]["LorasComponent"];
            /** @description The configuration of the presets. */
            presets?: components["schemas"]["UiPreset"][];
            /** @description The configuration of the component for the resolution. */
            resolutionComponent?: components["schemas"]["ResolutionComponent"];
            /** @description The configuration of the selects. */
            selects?: {
                [key: string]: unknown;
            };
            /** @description The configuration of the button that triggers a generation. */
            triggerGenerate?: components["schemas"]["GenerateTrigger"];
        };
        /** @description The configuration of one input. */
        InputPropertyUi: {
            /** @description Whether the input is collapsed. */
            collapsed?: boolean;
        };
        /** @description A component that picks LoRAs and their scales. */
        LorasComponent: {
            /** @description The component's label. */
            label: string;
            /** @description The `model_array` input that takes the models, by its name. */
            modelInput: string;
            /** @description The `number_array` input that takes the scales, by its name. */
            scaleInput: string;
            /**
             * @description The input that holds a model ID, such as that of a composition or of a single LoRA. Where it is given,
             *     output assets carry the model ID in their metadata. With the model-decomposer parser on it, it fills in
             *     `modelInput` and `scaleInput`.
             */
            modelIdInput?: string;
        };
        /** @description A set of presets and the fields that they are for. */
        UiPreset: {
            /** @description The fields that the presets are for. */
            fields: string[];
            /** @description The presets, of any type. */
            presets: unknown;
        };
        /** @description A component that picks a resolution. */
        ResolutionComponent: {
            /** @description The input that takes the height, by its name. */
            heightInput: string;
            /** @description The component's label. */
            label: string;
            /** @description The resolutions to choose from. */
            presets: components["schemas"]["ResolutionPreset"][];
            /** @description The input that takes the width, by its name. */
            widthInput: string;
        };
        /** @description A resolution to choose. */
        ResolutionPreset: {
            /** @description The height of the resolution. */
            height: number;
            /** @description The label of the resolution. */
            label: string;
            /** @description The width of the resolution. */
            width: number;
        };
        /** @description The button that triggers a generation. Its place is either `after` or `position`, never both. */
        GenerateTrigger: {
            /** @description The label of the button. */
            label: string;
            /** @description The input that the button follows, by its name. It excludes `position`. */
            after?: string;
            /** @description The position of the button. It excludes `after`. */
            position?: components["schemas"]["GenerateTriggerPosition"];
        };
        /**
         * @description The type of a model.
         * @enum {string}
         */
        ModelType: "custom" | "elevenlabs-voice" | "flux.1" | "flux.1-composition" | "flux.1-kontext-dev" | "flux.1-kontext-lora" | "flux.1-krea-dev" | "flux.1-krea-lora" | "flux.1-lora" | "flux.1-pro" | "flux.1.1-pro-ultra" | "flux.2-dev-edit-lora" | "flux.2-dev-lora" | "flux.2-klein-4b-edit-lora" | "flux.2-klein-4b-lora" | "flux.2-klein-9b-edit-lora" | "flux.2-klein-9b-lora" | "flux.2-klein-base-4b-edit-lora" | "flux.2-klein-base-4b-lora" | "flux.2-klein-base-9b-edit-lora" | "flux.2-klein-base-9b-lora" | "flux1.1-pro" | "gpt-image-1" | "qwen-image-2512-lora" | "qwen-image-edit-2509-lora" | "qwen-image-edit-2511-lora" | "qwen-image-edit-lora" | "qwen-image-lora" | "sd-1_5" | "sd-1_5-composition" | "sd-1_5-lora" | "sd-xl" | "sd-xl-composition" | "sd-xl-lora" | "zimage-de-turbo-lora" | "zimage-lora" | "zimage-turbo-lora";
        /**
         * @description A kind of generation that a model is capable of.
         * @enum {string}
         */
        ModelCapability: "3d23d" | "audio2audio" | "audio2video" | "controlnet" | "controlnet_img2img" | "controlnet_inpaint" | "controlnet_inpaint_ip_adapter" | "controlnet_ip_adapter" | "controlnet_reference" | "controlnet_texture" | "img23d" | "img2img" | "img2img_ip_adapter" | "img2img_texture" | "img2txt" | "img2video" | "inpaint" | "inpaint_ip_adapter" | "outpaint" | "reference" | "reference_texture" | "txt23d" | "txt2audio" | "txt2img" | "txt2img_ip_adapter" | "txt2img_texture" | "txt2txt" | "txt2video" | "video23d" | "video2audio" | "video2img" | "video2video";
        /**
         * @description The privacy setting of a model.
         * @enum {string}
         */
        ModelPrivacy: "private" | "public" | "unlisted";
        /**
         * @description The place that a model comes from.
         * @enum {string}
         */
        ModelSource: "civitai" | "huggingface" | "other" | "scenario";
        /**
         * @description The status of a model. Some settings can change only in one status.
         * @enum {string}
         */
        ModelStatus: "copying" | "failed" | "new" | "trained" | "training" | "training-canceled";
        /**
         * @description The plan that access to a model is restricted to.
         *
         *     - 0 is the Free plan.
         *     - 25 is the Creator plan.
         *     - 50 is the Pro plan.
         *     - 75 is the Team plan.
         *     - 100 is the Enterprise plan.
         * @enum {number}
         */
        AccessRestriction: 0 | 25 | 50 | 75 | 100;
        /**
         * @description The status of a class. Lists hold only published classes, while a model can still be in a class that is
         *     unpublished.
         * @enum {string}
         */
        ModelClassStatus: "published" | "unpublished";
        /**
         * @description The schedule that a learning rate follows.
         * @enum {string}
         */
        LearningRateScheduler: "constant" | "constant-with-warmup" | "cosine" | "cosine-with-restarts" | "linear" | "polynomial";
        /**
         * @description The kind of images that training is tuned for. `likeness` is for likeness or portraits, and trains specific
         *     transformer blocks. The reference page also explains `all`, which trains every block, and `none`, which trains
         *     no specific one, yet it does not list them as values.
         * @enum {string}
         */
        TrainingOptimization: "likeness";
        /**
         * @description The stage of a training request.
         * @enum {string}
         */
        TrainingStage: "pending" | "pending-captcha" | "queued-for-train" | "running-train" | "starting-train";
        /**
         * @description The type of data that an input of a model takes.
         * @enum {string}
         */
        ModelInputType: "boolean" | "file" | "file_array" | "inputs_array" | "model" | "model_array" | "number" | "number_array" | "string" | "string_array";
        /**
         * @description The kind of an asset.
         * @enum {string}
         */
        AssetKind: "3d" | "audio" | "document" | "image" | "image-hdr" | "json" | "video";
        /**
         * @description The background of an image.
         * @enum {string}
         */
        InputBackground: "opaque" | "transparent";
        /**
         * @description The position of the button that triggers a generation.
         * @enum {string}
         */
        GenerateTriggerPosition: "bottom" | "top";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    updateModel: {
        parameters: {
            query?: {
                /** @description Whether assets come back as the originals, without any transformation. */
                originalAssets?: boolean;
            };
            header?: never;
            path: {
                /** @description The ID of the model to update. */
                modelId: string;
            };
            cookie?: never;
        };
        /** @description The settings to change. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateModelRequest"];
            };
        };
        responses: {
            /** @description The model after the update. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdateModelResponse"];
                };
            };
            /**
             * @description Any other answer. The reference page documents no error bodies, so the API may answer with other statuses,
             *     and this description claims nothing about what their bodies hold.
             */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}

/** The settings of a model that an update can change. */
export type UpdateModelRequest = components["schemas"]["UpdateModelRequest"];

/** One model of a composition, and how much of it goes in. */
export type Concept = components["schemas"]["Concept"];

/**
 * The parameters that a model is trained with. Most are for certain trainers only, and `x-available-for` lists
 * which.
 */
export type TrainingParameters = components["schemas"]["TrainingParameters"];

/** The answer to an update. */
export type UpdateModelResponse = components["schemas"]["UpdateModelResponse"];

/** A model, with what it can do, how it is trained and how it is shown. */
export type Model = components["schemas"]["Model"];

/** A class that models can belong to. */
export type ModelClass = components["schemas"]["ModelClass"];

/** One epoch of a model's training. */
export type ModelEpoch = components["schemas"]["ModelEpoch"];

/** An image made during training. */
export type EpochAsset = components["schemas"]["EpochAsset"];

/** An image that stands for a model. */
export type Thumbnail = components["schemas"]["Thumbnail"];

/**
 * An input that a custom model is called with. Many of its properties are for certain types of input only, and
 * `x-available-for` lists which.
 */
export type ModelInput = components["schemas"]["ModelInput"];

/** A set of rules that say when an input is required. */
export type InputRequirement = components["schemas"]["InputRequirement"];

/** An image that a model is trained on. */
export type TrainingImage = components["schemas"]["TrainingImage"];

/** Two training images, and the instruction that leads from one to the other. */
export type TrainingImagePair = components["schemas"]["TrainingImagePair"];

/** The progress of a model's training. */
export type TrainingProgress = components["schemas"]["TrainingProgress"];

/** The times and the durations of a training. */
export type TrainingStats = components["schemas"]["TrainingStats"];

/** The performance of a model, variant by variant. */
export type PerformanceStats = components["schemas"]["PerformanceStats"];

/** The performance of a model at one capability and, in some variants, one resolution. */
export type PerformanceVariant = components["schemas"]["PerformanceVariant"];

/** A score of a model's quality that comes from outside, from the leaderboard of arena.ai. */
export type ArenaScore = components["schemas"]["ArenaScore"];

/** The way that the user interface shows a model. */
export type UiConfig = components["schemas"]["UiConfig"];

/** The configuration of one input. */
export type InputPropertyUi = components["schemas"]["InputPropertyUi"];

/** A component that picks LoRAs and their scales. */
export type LorasComponent = components["schemas"]["LorasComponent"];

/** A set of presets and the fields that they are for. */
export type UiPreset = components["schemas"]["UiPreset"];

/** A component that picks a resolution. */
export type ResolutionComponent = components["schemas"]["ResolutionComponent"];

/** A resolution to choose. */
export type ResolutionPreset = components["schemas"]["ResolutionPreset"];

/** The button that triggers a generation. Its place is either `after` or `position`, never both. */
export type GenerateTrigger = components["schemas"]["GenerateTrigger"];

/** The type of a model. */
export type ModelType = components["schemas"]["ModelType"];

/** A kind of generation that a model is capable of. */
export type ModelCapability = components["schemas"]["ModelCapability"];

/** The privacy setting of a model. */
export type ModelPrivacy = components["schemas"]["ModelPrivacy"];

/** The place that a model comes from. */
export type ModelSource = components["schemas"]["ModelSource"];

/** The status of a model. Some settings can change only in one status. */
export type ModelStatus = components["schemas"]["ModelStatus"];

/**
 * The plan that access to a model is restricted to.
 *
 * - 0 is the Free plan.
 * - 25 is the Creator plan.
 * - 50 is the Pro plan.
 * - 75 is the Team plan.
 * - 100 is the Enterprise plan.
 */
export type AccessRestriction = components["schemas"]["AccessRestriction"];

/**
 * The status of a class. Lists hold only published classes, while a model can still be in a class that is
 * unpublished.
 */
export type ModelClassStatus = components["schemas"]["ModelClassStatus"];

/** The schedule that a learning rate follows. */
export type LearningRateScheduler = components["schemas"]["LearningRateScheduler"];

/**
 * The kind of images that training is tuned for. `likeness` is for likeness or portraits, and trains specific
 * transformer blocks. The reference page also explains `all`, which trains every block, and `none`, which trains
 * no specific one, yet it does not list them as values.
 */
export type TrainingOptimization = components["schemas"]["TrainingOptimization"];

/** The stage of a training request. */
export type TrainingStage = components["schemas"]["TrainingStage"];

/** The type of data that an input of a model takes. */
export type ModelInputType = components["schemas"]["ModelInputType"];

/** The kind of an asset. */
export type AssetKind = components["schemas"]["AssetKind"];

/** The background of an image. */
export type InputBackground = components["schemas"]["InputBackground"];

/** The position of the button that triggers a generation. */
export type GenerateTriggerPosition = components["schemas"]["GenerateTriggerPosition"];

/** Every ModelType, in the order of the description. */
export const modelTypes = [
  "custom",
  "elevenlabs-voice",
  "flux.1",
  "flux.1-composition",
  "flux.1-kontext-dev",
  "flux.1-kontext-lora",
  "flux.1-krea-dev",
  "flux.1-krea-lora",
  "flux.1-lora",
  "flux.1-pro",
  "flux.1.1-pro-ultra",
  "flux.2-dev-edit-lora",
  "flux.2-dev-lora",
  "flux.2-klein-4b-edit-lora",
  "flux.2-klein-4b-lora",
  "flux.2-klein-9b-edit-lora",
  "flux.2-klein-9b-lora",
  "flux.2-klein-base-4b-edit-lora",
  "flux.2-klein-base-4b-lora",
  "flux.2-klein-base-9b-edit-lora",
  "flux.2-klein-base-9b-lora",
  "flux1.1-pro",
  "gpt-image-1",
  "qwen-image-2512-lora",
  "qwen-image-edit-2509-lora",
  "qwen-image-edit-2511-lora",
  "qwen-image-edit-lora",
  "qwen-image-lora",
  "sd-1_5",
  "sd-1_5-composition",
  "sd-1_5-lora",
  "sd-xl",
  "sd-xl-composition",
  "sd-xl-lora",
  "zimage-de-turbo-lora",
  "zimage-lora",
  "zimage-turbo-lora",
] as const satisfies readonly ModelType[];

/** Every ModelCapability, in the order of the description. */
export const modelCapabilities = [
  "3d23d",
  "audio2audio",
  "audio2video",
  "controlnet",
  "controlnet_img2img",
  "controlnet_inpaint",
  "controlnet_inpaint_ip_adapter",
  "controlnet_ip_adapter",
  "controlnet_reference",
  "controlnet_texture",
  "img23d",
  "img2img",
  "img2img_ip_adapter",
  "img2img_texture",
  "img2txt",
  "img2video",
  "inpaint",
  "inpaint_ip_adapter",
  "outpaint",
  "reference",
  "reference_texture",
  "txt23d",
  "txt2audio",
  "txt2img",
  "txt2img_ip_adapter",
  "txt2img_texture",
  "txt2txt",
  "txt2video",
  "video23d",
  "video2audio",
  "video2img",
  "video2video",
] as const satisfies readonly ModelCapability[];

/** Every ModelPrivacy, in the order of the description. */
export const modelPrivacies = [
  "private",
  "public",
  "unlisted",
] as const satisfies readonly ModelPrivacy[];

/** Every ModelSource, in the order of the description. */
export const modelSources = [
  "civitai",
  "huggingface",
  "other",
  "scenario",
] as const satisfies readonly ModelSource[];

/** Every ModelStatus, in the order of the description. */
export const modelStatuses = [
  "copying",
  "failed",
  "new",
  "trained",
  "training",
  "training-canceled",
] as const satisfies readonly ModelStatus[];

/** Every AccessRestriction, in the order of the description. */
export const accessRestrictions = [
  0,
  25,
  50,
  75,
  100,
] as const satisfies readonly AccessRestriction[];

/** Every ModelClassStatus, in the order of the description. */
export const modelClassStatuses = [
  "published",
  "unpublished",
] as const satisfies readonly ModelClassStatus[];

/** Every LearningRateScheduler, in the order of the description. */
export const learningRateSchedulers = [
  "constant",
  "constant-with-warmup",
  "cosine",
  "cosine-with-restarts",
  "linear",
  "polynomial",
] as const satisfies readonly LearningRateScheduler[];

/** Every TrainingOptimization, in the order of the description. */
export const trainingOptimizations = [
  "likeness",
] as const satisfies readonly TrainingOptimization[];

/** Every TrainingStage, in the order of the description. */
export const trainingStages = [
  "pending",
  "pending-captcha",
  "queued-for-train",
  "running-train",
  "starting-train",
] as const satisfies readonly TrainingStage[];

/** Every ModelInputType, in the order of the description. */
export const modelInputTypes = [
  "boolean",
  "file",
  "file_array",
  "inputs_array",
  "model",
  "model_array",
  "number",
  "number_array",
  "string",
  "string_array",
] as const satisfies readonly ModelInputType[];

/** Every AssetKind, in the order of the description. */
export const assetKinds = [
  "3d",
  "audio",
  "document",
  "image",
  "image-hdr",
  "json",
  "video",
] as const satisfies readonly AssetKind[];

/** Every InputBackground, in the order of the description. */
export const inputBackgrounds = [
  "opaque",
  "transparent",
] as const satisfies readonly InputBackground[];

/** Every GenerateTriggerPosition, in the order of the description. */
export const generateTriggerPositions = [
  "bottom",
  "top",
] as const satisfies readonly GenerateTriggerPosition[];

/** Selects which properties of {@link TrainingParameters} are available. */
export type Trainer = (typeof trainers)[number];

/** Every Trainer, in the order of the description. */
export const trainers = [
  "sd15",
  "sdxl-lora",
  "flux-lora",
  "musubi",
  "elevenlabs-voice",
] as const;

/** The words that each property of {@link TrainingParameters} is limited to. All other properties are for every word. */
export interface TrainingParametersAvailability {
  age: "elevenlabs-voice";
  batchSize: "flux-lora";
  classPrompt: "sd15";
  cloneType: "elevenlabs-voice";
  gender: "elevenlabs-voice";
  language: "elevenlabs-voice";
  learningRateUnet: "sdxl-lora";
  lrScheduler: "sd15" | "sdxl-lora";
  nbEpochs: "flux-lora";
  nbRepeats: "flux-lora";
  numTextTrainSteps: "sdxl-lora";
  numUNetTrainSteps: "sdxl-lora";
  optimizeFor: "flux-lora";
  priorLossWeight: "sd15" | "sdxl-lora";
  randomCrop: "sd15" | "sdxl-lora";
  randomCropRatio: "sd15" | "sdxl-lora";
  randomCropScale: "sd15" | "sdxl-lora";
  rank: "sdxl-lora" | "flux-lora" | "musubi";
  removeBackgroundNoise: "elevenlabs-voice";
  samplePrompts: "flux-lora";
  sampleSourceImages: "flux-lora";
  scaleLr: "sd15" | "sdxl-lora";
  seed: "sd15" | "sdxl-lora";
  textEncoderTrainingRatio: "sd15" | "sdxl-lora";
  validationFrequency: "sd15" | "sdxl-lora";
  validationPrompt: "sd15" | "sdxl-lora";
  voiceDescription: "elevenlabs-voice";
}

/** {@link TrainingParameters} with only the properties that are available for `Word`. */
export type TrainingParametersFor<Word extends Trainer> = Omit<TrainingParameters, keyof TrainingParametersAvailability> &
  LimitedTo<TrainingParameters, TrainingParametersAvailability, Word>;

/** The words that each property of {@link ModelInput} is limited to. All other properties are for every word. */
export interface ModelInputAvailability {
  backgroundBehavior: "file" | "file_array";
  color: "string";
  inputs: "inputs_array";
  kind: "file" | "file_array";
  max: "number" | "file_array" | "inputs_array" | "model_array" | "number_array" | "string_array";
  maxLength: "string" | "string_array";
  maxSize: "file" | "file_array";
  min: "number" | "file_array" | "inputs_array" | "model_array" | "number_array" | "string_array";
  minLength: "string" | "string_array";
  modelTypes: "model_array";
  parent: "file" | "file_array";
  placeholder: "string";
  prompt: "string";
  promptSpark: "string";
  step: "number";
}

/** {@link ModelInput} with only the properties that are available for `Word`. */
export type ModelInputFor<Word extends ModelInputType> = Omit<ModelInput, keyof ModelInputAvailability> &
  LimitedTo<ModelInput, ModelInputAvailability, Word, "type">;

/** The keys of `Limits` that are for one of `Words`, or for several. */
type KeysFor<Limits, Words> = { [Key in keyof Limits]: Words extends Limits[Key] ? Key : never }[keyof Limits];

/** The properties of `Schema` that are limited to one of `Words`, without those for the others alone. `Property` holds the word. */
type LimitedTo<Schema, Limits, Words, Property extends string = never, Word = Words> = Word extends unknown
  ? Pick<Schema, keyof Schema & KeysFor<Limits, Word>> &
      ([Property] extends [never] ? unknown : Record<Property, Word>) &
      ([Words] extends [Word] ? unknown : { [Key in Exclude<KeysFor<Limits, Words>, KeysFor<Limits, Word>>]?: never })
  : never;
