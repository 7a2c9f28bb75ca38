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
         *     unsets those that accept it. What becomes of a setting that is not sent is not documented.
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
             * @description The slug of the class that the model uses, or `null` to unset the class.
             * @example characters-npcs-mobs-characters
             */
            classSlug?: string | null;
            /**
             * @description The models to combine, one LoRA or more. A composition model requires them. They apply only to Flux based
             *     models, and to the older SD1.5 and SDXL models.
             */
            concepts?: components["schemas"]["Concept"][];
            /**
             * @description The epoch of the model, or `null` to unset it. By default it is the latest, which is the final one. It is
             *     available only for models based on flux.1-lora and flux.1-kontext-lora, and can be set only if the model has
             *     epochs and its status is `trained`.
             */
            epoch?: string | null;
            /**
             * @description The name of the model. If none is set, it is generated from the training data when training starts.
             * @example Cinematic Realism
             */
            name?: string;
            /** @description The negative prompt embedding added to every generation of the model. */
            negativePromptEmbedding?: string;
            /** @description The parameters to train the model with. */
            parameters?: components["schemas"]["TrainingParameters"];
            /** @description The prompt embedding added to every generation of the model. */
            promptEmbedding?: string;
            /**
             * @description The short description of the model. If none is set, it is generated from the training data when training
             *     starts.
             * @example This model generates highly detailed cinematic scenes.
             */
            shortDescription?: string;
            /**
             * @description The AssetId of the image to use as the model's thumbnail, or `null` to unset the thumbnail.
             * @example asset_GTrL3mq4SXWyMxkOHRxlpw
             */
            thumbnail?: string | null;
            /**
             * @description The type of the model. It can change only while the model's status is `new`.
             * @example flux.1-lora
             */
            type?: components["schemas"]["ModelType"];
        };
        /** @description One of the models to combine, with its scale. */
        Concept: {
            /**
             * @description The ID of the model to combine.
             * @example model_eyVcnFJcR92BxBkz7N6g5w
             */
            modelId: string;
            /**
             * @description The scale of the model. For Flux Kontext prompt editing, it is between 0 and 2.
             * @example 1
             */
            scale: number;
            /**
             * @description The epoch of the model. It is available only for trained Flux LoRA models.
             * @example 000001
             */
            modelEpoch?: string;
        };
        /**
         * @description The parameters that a model is trained with. Most are for certain trainers only, which `x-available-for` lists.
         *     Defaults and limits that depend on the trainer, or on the family of models that it trains, are in
         *     `x-differs-for`.
         */
        TrainingParameters: {
            /**
             * @description The age group of the voice, for professional cloning.
             *
             *     Only for ElevenLabs voice.
             */
            age?: string;
            /**
             * @description The batch size. A larger one means fewer steps and a higher learning rate.
             *
             *     Only for Flux LoRA.
             */
            batchSize?: number;
            /**
             * @description The prompt that specifies images of the same class as the provided instance images.
             *
             *     Only for SD15.
             */
            classPrompt?: string;
            /**
             * @description The type of voice cloning. `instant` is fast; `professional` has higher quality and requires a captcha.
             *
             *     Only for ElevenLabs voice.
             * @example instant
             * @example professional
             */
            cloneType?: string;
            /**
             * @description The prompt with the identifier that specifies the instance, or subject, of the class.
             *
             *     - SD1.5: default "daiton". The default holds if no class is associated with the model.
             *     - SDXL: default "daiton".
             *     - Flux: default "".
             * @example a daiton dog
             */
            conceptPrompt?: string;
            /**
             * @description The gender of the voice, for professional cloning.
             *
             *     Only for ElevenLabs voice.
             */
            gender?: string;
            /**
             * @description The language of the audio samples, as an ISO 639-1 code.
             *
             *     Only for ElevenLabs voice.
             */
            language?: string;
            /**
             * @description The initial learning rate, after any warmup period.
             *
             *     - SD1.5: default 0.000005.
             *     - SDXL: default 0.000005.
             *     - Flux: default 0.0001.
             */
            learningRate?: number;
            /**
             * @description The initial learning rate of the text encoder, after any warmup period.
             *
             *     - SDXL: default 0.00005, 0 or more.
             *     - Flux LoRA: default 0.00001, from 0.000001 to 0.001.
             */
            learningRateTextEncoder?: number;
            /**
             * @description The initial learning rate of the UNet, after any warmup period.
             *
             *     Only for SDXL LoRA.
             */
            learningRateUnet?: number;
            /**
             * @description The type of scheduler that sets the learning rate.
             *
             *     Only for SD15 and SDXL LoRA.
             * @default constant
             */
            lrScheduler?: components["schemas"]["LearningRateScheduler"];
            /**
             * @description The maximum number of training steps.
             *
             *     - SD1.5: from 0 to 40000. The default is the number of training images × 225 / 3, rounded.
             *     - SDXL: from 0 to 40000. The default is the number of training images × 175.
             *     - SDXL LoRA: Use `numTextTrainSteps` and `numUNetTrainSteps` instead.
             *     - Flux: from 0 to 10000. The default is the number of training images × 100.
             */
            maxTrainSteps?: number;
            /**
             * @description The number of epochs to train for.
             *
             *     Only for Flux LoRA.
             */
            nbEpochs?: number;
            /**
             * @description The number of times to repeat the training.
             *
             *     Only for Flux LoRA.
             */
            nbRepeats?: number;
            /**
             * @description The number of training steps for the text encoder.
             *
             *     Only for SDXL LoRA.
             */
            numTextTrainSteps?: number;
            /**
             * @description The number of training steps for the UNet.
             *
             *     Only for SDXL LoRA.
             */
            numUNetTrainSteps?: number;
            /**
             * @description The type of input images that LoRA training is optimized for. It controls which double and single
             *     transformer blocks are trained.
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
             * @description Whether images are cropped at random, rather than at the center, before they are resized to the working
             *     resolution.
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
             * @description The dimension of the update matrices of the LoRA.
             *
             *     Only for SDXL LoRA, Flux LoRA and Musubi.
             *
             *     - SDXL LoRA: default 64, deprecated.
             *     - Flux LoRA: default 16, from 2 to 64.
             *     - Musubi: default 64, from 2 to 128.
             */
            rank?: number;
            /**
             * @description Whether background noise is removed from the audio samples before cloning. If so, each sample must be at
             *     least 5 seconds long.
             *
             *     Only for ElevenLabs voice.
             */
            removeBackgroundNoise?: boolean;
            /**
             * @description The prompts to sample each epoch with.
             *
             *     Only for Flux LoRA.
             */
            samplePrompts?: string[];
            /**
             * @description The AssetIds of the sample prompt images. Each pairs with one of `samplePrompts`, so both have the same
             *     length.
             *
             *     Only for Flux LoRA.
             */
            sampleSourceImages?: string[];
            /**
             * @deprecated
             * @description Whether to scale the learning rate. It is a legacy parameter, which is ignored.
             *
             *     Only for SD15 and SDXL LoRA.
             */
            scaleLr?: boolean;
            /**
             * @description The seed for reproducing previous results. It is a random number by default.
             *
             *     Only for SD15 and SDXL LoRA.
             */
            seed?: number;
            /**
             * @deprecated
             * @description The share of the steps that train the text encoder, before the rest train the UNet. For example, 0.2 of 100
             *     steps train the text encoder for 20 steps, then the UNet for 80. It is a legacy parameter, which
             *     `numTextTrainSteps` and `numUNetTrainSteps` replace.
             *
             *     Only for SD15 and SDXL LoRA.
             */
            textEncoderTrainingRatio?: number;
            /**
             * @description The frequency of validation. It cannot be greater than `maxTrainSteps`.
             *
             *     Only for SD15 and SDXL LoRA.
             */
            validationFrequency?: number;
            /**
             * @description The prompt for validation.
             *
             *     Only for SD15 and SDXL LoRA.
             */
            validationPrompt?: string;
            /**
             * @description The description of the characteristics of the voice.
             *
             *     Only for ElevenLabs voice.
             */
            voiceDescription?: string;
            /**
             * Format: password
             * @description The Weights & Biases key to log with.
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
             * @description The capabilities of the model.
             * @example [
             *       "txt2img",
             *       "img2img",
             *       "txt2img_ip_adapter"
             *     ]
             */
            capabilities: components["schemas"]["ModelCapability"][];
            /** @description The CollectionIds of the collections that the model belongs to. */
            collectionIds: string[];
            /**
             * @description The time at which the model was created, as an ISO string.
             * @example 2023-02-03T11:19:41.579Z
             */
            createdAt: string;
            /** @description Whether the model is custom. A custom model can be used only with `POST /generate/custom/{modelId}`. */
            custom: boolean;
            /** @description The IDs of all example assets that the model's owner set up. */
            exampleAssetIds: string[];
            /**
             * @description The privacy of the model.
             * @default private
             */
            privacy: components["schemas"]["ModelPrivacy"];
            /** @description The source of the model. */
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
            /** @description The total number of training images. */
            trainingImagesNumber: number;
            /**
             * @description The type of the model.
             * @example flux.1-lora
             */
            type: components["schemas"]["ModelType"];
            /**
             * @description The time at which the model was last updated, as an ISO string.
             * @example 2023-02-03T11:19:41.579Z
             */
            updatedAt: string;
            /** @description The access restrictions of the model. */
            accessRestrictions?: components["schemas"]["AccessRestriction"];
            /**
             * @description The ID of the user who is the model's author.
             * @example user_VFhihHKMRZyDDnZAJwLb2Q
             */
            authorId?: string;
            /** @description The class that the model belongs to. */
            class?: components["schemas"]["ModelClass"];
            /**
             * @description The IDs of the base models that are compliant with this model. It is mainly used for Flux LoRA models.
             * @example [
             *       "flux.1-dev",
             *       "flux.1-schnell"
             *     ]
             */
            compliantModelIds?: string[];
            /** @description The models that are combined. A composition model requires them. */
            concepts?: components["schemas"]["Concept"][];
            /**
             * @description The epoch of the model, available only for trained Flux LoRA models. If none is set, the model uses the
             *     latest, which is the final one.
             */
            epoch?: string;
            /** @description The epochs of the model, available only for trained Flux LoRA models. */
            epochs?: components["schemas"]["ModelEpoch"][];
            /** @description The inputs of the model, used only for custom models. `GET /models/{modelId}` retrieves the list. */
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
            /** @description The negative prompt embedding that fine-tunes the model's inferences. */
            negativePromptEmbedding?: string;
            /**
             * @description The ID of the model's owner.
             * @example team_VFhihHKMRZyDDnZAJwLb2Q
             */
            ownerId?: string;
            /** @description The training parameters of the model. */
            parameters?: components["schemas"]["TrainingParameters"];
            /** @description The ID of the parent model. */
            parentModelId?: string;
            /** @description The aggregated performance statistics of the model. */
            performanceStats?: components["schemas"]["PerformanceStats"];
            /** @description The prompt embedding that fine-tunes the model's inferences. */
            promptEmbedding?: string;
            /**
             * @description The short description of the model.
             * @example This model generates highly detailed cinematic scenes.
             */
            shortDescription?: string;
            /** @description The date on which the model will be soft deleted, on the Free plan only. */
            softDeletionOn?: string;
            /** @description The thumbnail of the model. */
            thumbnail?: components["schemas"]["ModelImage"];
            /** @description The pairs of training images. */
            trainingImagePairs?: components["schemas"]["TrainingImagePair"][];
            /**
             * @description The first 3 training images of the model, with their URLs. Getting the model by its `modelId` gives the full
             *     set.
             */
            trainingImages?: components["schemas"]["TrainingImage"][];
            /** @description The progress of the training. */
            trainingProgress?: components["schemas"]["TrainingProgress"];
            /** @description The times and durations of the training. */
            trainingStats?: components["schemas"]["TrainingStats"];
            /** @description The configuration of the user interface for the model. */
            uiConfig?: components["schemas"]["UiConfig"];
            /**
             * @deprecated
             * @description The ID of the user.
             * @example user_VFhihHKMRZyDDnZAJwLb2Q
             */
            userId?: string;
        };
        /** @description A class that models can belong to. */
        ModelClass: {
            /**
             * @description The slug of the category of the class.
             * @example art-style
             */
            category: string;
            /**
             * @description The concept prompt of the class.
             * @example a sks character design
             */
            conceptPrompt: string;
            /**
             * @description The ID of the model of the class.
             * @example stable-diffusion-v1-5
             */
            modelId: string;
            /**
             * @description The name of the class.
             * @example Character Design
             */
            name: string;
            /**
             * @description The prompt of the class.
             * @example a character design
             */
            prompt: string;
            /**
             * @description The slug of the class.
             * @example art-style-character-design
             */
            slug: string;
            /** @description The status of the class. */
            status: components["schemas"]["ModelClassStatus"];
            /** @description The URLs of some example images that show the class. */
            thumbnails: string[];
        };
        /** @description One epoch of a model's training. */
        ModelEpoch: {
            /** @description The hash that identifies the epoch. */
            epoch: string;
            /** @description The assets of the epoch, if sample prompts were supplied during training. */
            assets?: components["schemas"]["ModelImage"][];
        };
        /** @description An image of a model, such as its thumbnail or an image made during training. */
        ModelImage: {
            /**
             * @description The AssetId of the image.
             * @example asset_GTrL3mq4SXWyMxkOHRxlpw
             */
            assetId: string;
            /** @description The URL of the image. */
            url: string;
        };
        /**
         * @description An input of a custom model. Many of its properties are for certain types of input only, which `x-available-for`
         *     lists.
         */
        ModelInput: {
            /** @description The name that must be used for the input when the model is called through the API. */
            name: string;
            /** @description The data type of the input. */
            type: components["schemas"]["ModelInputType"];
            /**
             * @description The values that the input allows. They make a dropdown, in which one is selected for `string` and `number`,
             *     and several for `string_array`.
             */
            allowedValues?: unknown[];
            /**
             * @description The background behavior of the input. The input's `kind` must be `image`.
             *
             *     Only for file and file_array.
             */
            backgroundBehavior?: components["schemas"]["ModelInputBackground"];
            /**
             * @description Whether the input is a color.
             *
             *     Only for string.
             */
            color?: boolean;
            /** @description Whether the input affects the calculation of the model's cost. */
            costImpact?: boolean;
            /** @description The default value of the input, of any type. */
            default?: unknown;
            /** @description The help text that the user interface shows for the input. */
            description?: string;
            /** @description The group of the input. Inputs of one group appear consecutively in the user interface. */
            group?: string;
            /** @description The hint that the user interface shows as a tooltip. */
            hint?: string;
            /**
             * @description The inputs that form one object of the list.
             *
             *     Only for inputs_array.
             */
            inputs?: {
                [key: string]: unknown;
            }[];
            /**
             * @description The asset kind of the input. If the model provides several kinds, the API can create an asset on the fly
             *     only from a data URL with the `data:kind,` prefix.
             *
             *     Only for file and file_array.
             */
            kind?: components["schemas"]["AssetKind"];
            /** @description The label that the user interface shows for the input. */
            label?: string;
            /** @description The name of the file input that the mask comes from. */
            maskFrom?: string;
            /**
             * @description The maximum value that the input allows.
             *
             *     Only for number and array.
             */
            max?: number;
            /**
             * @description The maximum length of the text, or of each text in a `string_array`.
             *
             *     Only for string and string_array.
             */
            maxLength?: number;
            /**
             * @description The maximum size of a file, in bytes. It is checked against `asset.properties.size` when a job is created.
             *
             *     Only for file and file_array.
             */
            maxSize?: number;
            /**
             * @description The minimum value that the input allows.
             *
             *     Only for number and array.
             */
            min?: number;
            /**
             * @description The minimum length of the text, or of each text in a `string_array`.
             *
             *     Only for string and string_array.
             */
            minLength?: number;
            /**
             * @description The model types that the input allows.
             *
             *     Only for model_array.
             * @example [
             *       "flux.1-lora"
             *     ]
             */
            modelTypes?: components["schemas"]["ModelType"][];
            /**
             * @description Whether the input is a parent asset to assign to the assets that the model produces. In a `file_array`, the
             *     parent is the first item.
             *
             *     Only for file and file_array.
             */
            parent?: boolean;
            /**
             * @description The placeholder text of the input.
             *
             *     Only for string.
             */
            placeholder?: string;
            /**
             * @description Whether the input is a prompt. A prompt shows as a text area with prompt spark.
             *
             *     Only for string.
             */
            prompt?: boolean;
            /**
             * @description Whether the input is used with prompt spark.
             *
             *     Only for string.
             */
            promptSpark?: boolean;
            /**
             * @description The rules by which the input is required: `always`, `ifNotDefined`, `ifDefined` and `conditionalValues`. It
             *     is optional by default.
             */
            required?: components["schemas"]["ModelInputRequirement"];
            /**
             * @description The step between values.
             *
             *     Only for number.
             */
            step?: number;
        };
        /** @description A set of rules that say when an input is required. */
        ModelInputRequirement: {
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
            /** @description The automatic caption of the image. */
            automaticCaptioning: string;
            /**
             * @description The time at which the image was uploaded, as an ISO string.
             * @example 2023-02-03T11:19:41.579Z
             */
            createdAt: string;
            /** @description The description of the image. */
            description: string;
            /** @description The URL of the image. */
            downloadUrl: string;
            /**
             * @description The original file name of the image.
             * @example my-training-image.jpg
             */
            name: string;
        };
        /** @description A pair of training images, with the instruction that leads from the source to the target. */
        TrainingImagePair: {
            /** @description The instruction for the pair, from source to target. */
            instruction?: string;
            /** @description The asset ID of the source image. It must be a training asset. */
            sourceId?: string;
            /** @description The asset ID of the target image. It must be a training asset. */
            targetId?: string;
        };
        /** @description The progress of a model's training. */
        TrainingProgress: {
            /** @description The stage of the training request. */
            stage: components["schemas"]["TrainingStage"];
            /** @description The time at which the progress was last updated, as a timestamp in milliseconds. */
            updatedAt: number;
            /** @description The position of the job in the queue, which is the number of jobs before it. */
            position?: number;
            /** @description The progress of the job. */
            progress?: number;
            /** @description The remaining time, in milliseconds. */
            remainingTimeMs?: number;
            /** @description The time at which the process started, as a timestamp in milliseconds. */
            startedAt?: number;
        };
        /** @description The times and the durations of a training. */
        TrainingStats: {
            /** @description The time at which the training ended, as an ISO date. */
            endedAt?: string;
            /** @description The duration of the training's queueing, in seconds. */
            queueDuration?: number;
            /** @description The time at which the training started, as an ISO date. */
            startedAt?: string;
            /** @description The duration of the training, in seconds. */
            trainDuration?: number;
        };
        /** @description The aggregated performance statistics of a model. */
        PerformanceStats: {
            /** @description The performance metrics of each variant. */
            variants: components["schemas"]["PerformanceVariant"][];
            /** @description The key of the default variant, for comparing models quickly. */
            default?: string;
        };
        /** @description The performance metrics of one variant. */
        PerformanceVariant: {
            /**
             * @description The generation capability.
             * @example txt2img
             * @example img2video
             * @example txt2audio
             */
            capability: string;
            /** @description The time at which the metrics were last computed, as an ISO date. */
            computedAt: string;
            /**
             * @description The unique key of the variant.
             * @example txt2img:1K
             * @example img2video:2K
             * @example txt2audio
             */
            variantKey: string;
            /** @description The external quality score from the leaderboard of arena.ai. */
            arenaScore?: components["schemas"]["ArenaScore"];
            /** @description The maximum cost of one output asset, in CU. */
            costPerAssetMaxCU?: number;
            /** @description The minimum cost of one output asset, in CU. */
            costPerAssetMinCU?: number;
            /** @description The median cost of one output asset, in CU. */
            costPerAssetP50CU?: number;
            /** @description The P50 inference latency of one output asset, in seconds. */
            inferenceLatencyP50Sec?: number;
            /** @description The P75 inference latency of one output asset, in seconds. */
            inferenceLatencyP75Sec?: number;
            /**
             * @description The resolution bucket.
             * @example 0.5K
             * @example 1K
             * @example 2K
             * @example 4K
             */
            resolution?: string;
            /** @description The P50 total latency of one output asset, including the time in the queue, in seconds. */
            totalLatencyP50Sec?: number;
            /** @description The P75 total latency of one output asset, including the time in the queue, in seconds. */
            totalLatencyP75Sec?: number;
        };
        /** @description An external quality score of a model, from the leaderboard of arena.ai. */
        ArenaScore: {
            /**
             * @description The category of the arena.
             * @example text_to_image
             * @example image_to_video
             */
            arenaCategory: string;
            /** @description The name of the model on arena.ai. */
            arenaModelName: string;
            /** @description The time at which the score was last fetched, as an ISO date. */
            fetchedAt: string;
            /** @description The rank in the arena category. */
            rank: number;
            /** @description The ELO rating. */
            rating: number;
            /** @description The lower bound of the confidence interval of the ELO rating. */
            ratingLower: number;
            /** @description The upper bound of the confidence interval of the ELO rating. */
            ratingUpper: number;
            /** @description The number of human votes. */
            votes: number;
        };
        /** @description The configuration of the user interface for a model. */
        UiConfig: {
            /** @description The configuration of the input properties. */
            inputProperties?: {
                [key: string]: components["schemas"]["InputPropertyUi"];
            };
            /** @description The configuration of the LoRAs component. */
            lorasComponent?: components["schemas"]["LorasComponent"];
            /** @description The configuration of the presets. */
            presets?: components["schemas"]["UiPreset"][];
            /** @description The configuration of the resolution component. */
            resolutionComponent?: components["schemas"]["ResolutionComponent"];
            /** @description The configuration of the selects. */
            selects?: {
                [key: string]: unknown;
            };
            /** @description The configuration of the button that triggers a generation. */
            triggerGenerate?: components["schemas"]["GenerateTrigger"];
        };
        /** @description The configuration of one input property. */
        InputPropertyUi: {
            /** @description Whether the input property is collapsed. */
            collapsed?: boolean;
        };
        /** @description The configuration of the LoRAs component. */
        LorasComponent: {
            /** @description The label of the component. */
            label: string;
            /** @description The name of the input for the models, a `model_array`. */
            modelInput: string;
            /** @description The name of the input for the scales, a `number_array`. */
            scaleInput: string;
            /**
             * @description The input for a model ID, such as that of a composition or of a single LoRA. If it is specified, the model
             *     ID is attached to the output asset as metadata. If the model-decomposer parser is specified on it,
             *     `modelInput` and `scaleInput` are filled in automatically.
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
        /** @description The configuration of the resolution component. */
        ResolutionComponent: {
            /** @description The name of the input for the height. */
            heightInput: string;
            /** @description The label of the component. */
            label: string;
            /** @description The presets of the resolution. */
            presets: components["schemas"]["ResolutionPreset"][];
            /** @description The name of the input for the width. */
            widthInput: string;
        };
        /** @description A preset of the resolution. */
        ResolutionPreset: {
            /** @description The height of the resolution. */
            height: number;
            /** @description The label of the resolution. */
            label: string;
            /** @description The width of the resolution. */
            width: number;
        };
        /** @description The button that triggers a generation. Of `after` and `position`, it can have one or neither, but not both. */
        GenerateTrigger: {
            /** @description The label of the button. */
            label: string;
            /** @description The name of the input after which the button is shown. It cannot be combined with `position`. */
            after?: string;
            /** @description The position of the button. It cannot be combined with `after`. */
            position?: components["schemas"]["GenerateTriggerPosition"];
        };
        /**
         * @description The type of a model.
         * @enum {string}
         */
        ModelType: "custom" | "elevenlabs-voice" | "flux.1" | "flux.1-composition" | "flux.1-kontext-dev" | "flux.1-kontext-lora" | "flux.1-krea-dev" | "flux.1-krea-lora" | "flux.1-lora" | "flux.1-pro" | "flux.1.1-pro-ultra" | "flux.2-dev-edit-lora" | "flux.2-dev-lora" | "flux.2-klein-4b-edit-lora" | "flux.2-klein-4b-lora" | "flux.2-klein-9b-edit-lora" | "flux.2-klein-9b-lora" | "flux.2-klein-base-4b-edit-lora" | "flux.2-klein-base-4b-lora" | "flux.2-klein-base-9b-edit-lora" | "flux.2-klein-base-9b-lora" | "flux1.1-pro" | "gpt-image-1" | "qwen-image-2512-lora" | "qwen-image-edit-2509-lora" | "qwen-image-edit-2511-lora" | "qwen-image-edit-lora" | "qwen-image-lora" | "sd-1_5" | "sd-1_5-composition" | "sd-1_5-lora" | "sd-xl" | "sd-xl-composition" | "sd-xl-lora" | "zimage-de-turbo-lora" | "zimage-lora" | "zimage-turbo-lora";
        /**
         * @description A capability of a model.
         * @enum {string}
         */
        ModelCapability: "3d23d" | "audio2audio" | "audio2video" | "controlnet" | "controlnet_img2img" | "controlnet_inpaint" | "controlnet_inpaint_ip_adapter" | "controlnet_ip_adapter" | "controlnet_reference" | "controlnet_texture" | "img23d" | "img2img" | "img2img_ip_adapter" | "img2img_texture" | "img2txt" | "img2video" | "inpaint" | "inpaint_ip_adapter" | "outpaint" | "reference" | "reference_texture" | "txt23d" | "txt2audio" | "txt2img" | "txt2img_ip_adapter" | "txt2img_texture" | "txt2txt" | "txt2video" | "video23d" | "video2audio" | "video2img" | "video2video";
        /**
         * @description The privacy setting of a model.
         * @enum {string}
         */
        ModelPrivacy: "private" | "public" | "unlisted";
        /**
         * @description The source of a model.
         * @enum {string}
         */
        ModelSource: "civitai" | "huggingface" | "other" | "scenario";
        /**
         * @description The status of a model.
         * @enum {string}
         */
        ModelStatus: "copying" | "failed" | "new" | "trained" | "training" | "training-canceled";
        /**
         * @description The access restrictions of a model, by plan. What they mean for higher plans is not documented.
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
         * @description The status of a class. Only published classes are listed, but unpublished ones can still appear in existing
         *     models.
         * @enum {string}
         */
        ModelClassStatus: "published" | "unpublished";
        /**
         * @description The type of scheduler for a learning rate.
         * @enum {string}
         */
        LearningRateScheduler: "constant" | "constant-with-warmup" | "cosine" | "cosine-with-restarts" | "linear" | "polynomial";
        /**
         * @description The type of input images that training is optimized for.
         *
         *     - `likeness` is for likeness or portraits, and trains specific transformer blocks.
         *
         *     The text of the reference page also calls `all` and `none` available values: the one trains all transformer
         *     blocks, the other no specific ones. The type on the page does not list them.
         * @enum {string}
         */
        TrainingOptimization: "likeness";
        /**
         * @description The stage of a training request.
         * @enum {string}
         */
        TrainingStage: "pending" | "pending-captcha" | "queued-for-train" | "running-train" | "starting-train";
        /**
         * @description The data type of an input of a model.
         * @enum {string}
         */
        ModelInputType: "boolean" | "file" | "file_array" | "inputs_array" | "model" | "model_array" | "number" | "number_array" | "string" | "string_array";
        /**
         * @description The kind of an asset.
         * @enum {string}
         */
        AssetKind: "3d" | "audio" | "document" | "image" | "image-hdr" | "json" | "video";
        /**
         * @description The background behavior of an input.
         * @enum {string}
         */
        ModelInputBackground: "opaque" | "transparent";
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
             * @description Any other answer. The reference page documents neither other statuses nor their bodies, so this description
             *     claims nothing about them.
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

/** One of the models to combine, with its scale. */
export type Concept = components["schemas"]["Concept"];

/**
 * The parameters that a model is trained with. Most are for certain trainers only, which `x-available-for` lists.
 * Defaults and limits that depend on the trainer, or on the family of models that it trains, are in
 * `x-differs-for`.
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

/** An image of a model, such as its thumbnail or an image made during training. */
export type ModelImage = components["schemas"]["ModelImage"];

/**
 * An input of a custom model. Many of its properties are for certain types of input only, which `x-available-for`
 * lists.
 */
export type ModelInput = components["schemas"]["ModelInput"];

/** A set of rules that say when an input is required. */
export type ModelInputRequirement = components["schemas"]["ModelInputRequirement"];

/** An image that a model is trained on. */
export type TrainingImage = components["schemas"]["TrainingImage"];

/** A pair of training images, with the instruction that leads from the source to the target. */
export type TrainingImagePair = components["schemas"]["TrainingImagePair"];

/** The progress of a model's training. */
export type TrainingProgress = components["schemas"]["TrainingProgress"];

/** The times and the durations of a training. */
export type TrainingStats = components["schemas"]["TrainingStats"];

/** The aggregated performance statistics of a model. */
export type PerformanceStats = components["schemas"]["PerformanceStats"];

/** The performance metrics of one variant. */
export type PerformanceVariant = components["schemas"]["PerformanceVariant"];

/** An external quality score of a model, from the leaderboard of arena.ai. */
export type ArenaScore = components["schemas"]["ArenaScore"];

/** The configuration of the user interface for a model. */
export type UiConfig = components["schemas"]["UiConfig"];

/** The configuration of one input property. */
export type InputPropertyUi = components["schemas"]["InputPropertyUi"];

/** The configuration of the LoRAs component. */
export type LorasComponent = components["schemas"]["LorasComponent"];

/** A set of presets and the fields that they are for. */
export type UiPreset = components["schemas"]["UiPreset"];

/** The configuration of the resolution component. */
export type ResolutionComponent = components["schemas"]["ResolutionComponent"];

/** A preset of the resolution. */
export type ResolutionPreset = components["schemas"]["ResolutionPreset"];

/** The button that triggers a generation. Of `after` and `position`, it can have one or neither, but not both. */
export type GenerateTrigger = components["schemas"]["GenerateTrigger"];

/** The type of a model. */
export type ModelType = components["schemas"]["ModelType"];

/** A capability of a model. */
export type ModelCapability = components["schemas"]["ModelCapability"];

/** The privacy setting of a model. */
export type ModelPrivacy = components["schemas"]["ModelPrivacy"];

/** The source of a model. */
export type ModelSource = components["schemas"]["ModelSource"];

/** The status of a model. */
export type ModelStatus = components["schemas"]["ModelStatus"];

/**
 * The access restrictions of a model, by plan. What they mean for higher plans is not documented.
 *
 * - 0 is the Free plan.
 * - 25 is the Creator plan.
 * - 50 is the Pro plan.
 * - 75 is the Team plan.
 * - 100 is the Enterprise plan.
 */
export type AccessRestriction = components["schemas"]["AccessRestriction"];

/**
 * The status of a class. Only published classes are listed, but unpublished ones can still appear in existing
 * models.
 */
export type ModelClassStatus = components["schemas"]["ModelClassStatus"];

/** The type of scheduler for a learning rate. */
export type LearningRateScheduler = components["schemas"]["LearningRateScheduler"];

/**
 * The type of input images that training is optimized for.
 *
 * - `likeness` is for likeness or portraits, and trains specific transformer blocks.
 *
 * The text of the reference page also calls `all` and `none` available values: the one trains all transformer
 * blocks, the other no specific ones. The type on the page does not list them.
 */
export type TrainingOptimization = components["schemas"]["TrainingOptimization"];

/** The stage of a training request. */
export type TrainingStage = components["schemas"]["TrainingStage"];

/** The data type of an input of a model. */
export type ModelInputType = components["schemas"]["ModelInputType"];

/** The kind of an asset. */
export type AssetKind = components["schemas"]["AssetKind"];

/** The background behavior of an input. */
export type ModelInputBackground = components["schemas"]["ModelInputBackground"];

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

/** Every ModelInputBackground, in the order of the description. */
export const modelInputBackgrounds = [
  "opaque",
  "transparent",
] as const satisfies readonly ModelInputBackground[];

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

/** The words that each property of {@link TrainingParameters} is limited to. The others are not limited. */
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

/** The words of each property of {@link TrainingParameters} that is limited or differs. */
type TrainingParametersLimits = TrainingParametersAvailability & Record<"conceptPrompt" | "learningRate" | "learningRateTextEncoder" | "maxTrainSteps", Trainer>;

/** What the comments on properties of {@link TrainingParameters} say for each word. */
interface TrainingParametersComments {
    sd15: {
        /**
         * @description The prompt with the identifier that specifies the instance, or subject, of the class.
         *
         *     - SD1.5: default "daiton". The default holds if no class is associated with the model.
         * @default daiton
         * @example a daiton dog
         */
        conceptPrompt?: unknown;
        /**
         * @description The initial learning rate, after any warmup period.
         *
         *     - SD1.5: default 0.000005.
         * @default 0.000005
         */
        learningRate?: unknown;
        /** @description The initial learning rate of the text encoder, after any warmup period. */
        learningRateTextEncoder?: unknown;
        /**
         * @description The maximum number of training steps.
         *
         *     - SD1.5: from 0 to 40000. The default is the number of training images × 225 / 3, rounded.
         */
        maxTrainSteps?: unknown;
    };
    "sdxl-lora": {
        /**
         * @description The prompt with the identifier that specifies the instance, or subject, of the class.
         *
         *     - SDXL: default "daiton".
         * @default daiton
         * @example a daiton dog
         */
        conceptPrompt?: unknown;
        /**
         * @description The initial learning rate, after any warmup period.
         *
         *     - SDXL: default 0.000005.
         * @default 0.000005
         */
        learningRate?: unknown;
        /**
         * @description The initial learning rate of the text encoder, after any warmup period.
         *
         *     - SDXL: default 0.00005, 0 or more.
         * @default 0.00005
         */
        learningRateTextEncoder?: unknown;
        /**
         * @description The maximum number of training steps.
         *
         *     - SDXL: from 0 to 40000. The default is the number of training images × 175.
         *     - SDXL LoRA: Use `numTextTrainSteps` and `numUNetTrainSteps` instead.
         */
        maxTrainSteps?: unknown;
        /**
         * @deprecated
         * @description The dimension of the update matrices of the LoRA.
         *
         *     Only for SDXL LoRA, Flux LoRA and Musubi.
         *
         *     - SDXL LoRA: default 64, deprecated.
         * @default 64
         */
        rank?: unknown;
    };
    "flux-lora": {
        /**
         * @description The prompt with the identifier that specifies the instance, or subject, of the class.
         *
         *     - Flux: default "".
         * @default
         * @example a daiton dog
         */
        conceptPrompt?: unknown;
        /**
         * @description The initial learning rate, after any warmup period.
         *
         *     - Flux: default 0.0001.
         * @default 0.0001
         */
        learningRate?: unknown;
        /**
         * @description The initial learning rate of the text encoder, after any warmup period.
         *
         *     - Flux LoRA: default 0.00001, from 0.000001 to 0.001.
         * @default 0.00001
         */
        learningRateTextEncoder?: unknown;
        /**
         * @description The maximum number of training steps.
         *
         *     - Flux: from 0 to 10000. The default is the number of training images × 100.
         */
        maxTrainSteps?: unknown;
        /**
         * @description The dimension of the update matrices of the LoRA.
         *
         *     Only for SDXL LoRA, Flux LoRA and Musubi.
         *
         *     - Flux LoRA: default 16, from 2 to 64.
         * @default 16
         */
        rank?: unknown;
    };
    musubi: {
        /**
         * @description The prompt with the identifier that specifies the instance, or subject, of the class.
         * @example a daiton dog
         */
        conceptPrompt?: unknown;
        /** @description The initial learning rate, after any warmup period. */
        learningRate?: unknown;
        /** @description The initial learning rate of the text encoder, after any warmup period. */
        learningRateTextEncoder?: unknown;
        /** @description The maximum number of training steps. */
        maxTrainSteps?: unknown;
        /**
         * @description The dimension of the update matrices of the LoRA.
         *
         *     Only for SDXL LoRA, Flux LoRA and Musubi.
         *
         *     - Musubi: default 64, from 2 to 128.
         * @default 64
         */
        rank?: unknown;
    };
    "elevenlabs-voice": {
        /**
         * @description The prompt with the identifier that specifies the instance, or subject, of the class.
         * @example a daiton dog
         */
        conceptPrompt?: unknown;
        /** @description The initial learning rate, after any warmup period. */
        learningRate?: unknown;
        /** @description The initial learning rate of the text encoder, after any warmup period. */
        learningRateTextEncoder?: unknown;
        /** @description The maximum number of training steps. */
        maxTrainSteps?: unknown;
    };
}

/**
 * {@link TrainingParameters} with only the properties that are available for `Word`.
 *
 * For one word, their comments say what holds for it. For several, they say what holds for each.
 */
export type TrainingParametersFor<Word extends Trainer> = Omit<TrainingParameters, keyof TrainingParametersLimits> &
  LimitedTo<TrainingParameters, TrainingParametersLimits, TrainingParametersComments, Word>;

/** The words that each property of {@link ModelInput} is limited to. The others are not limited. */
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
  LimitedTo<ModelInput, ModelInputAvailability, unknown, Word, "type">;

/** The keys of `Limits` that are for one of `Words`, or for several. */
type KeysFor<Limits, Words> = { [Key in keyof Limits]: Words extends Limits[Key] ? Key : never }[keyof Limits];

/** `Schema` with the comments on the properties of `Comments`. */
type Commented<Schema, Comments> = Omit<Schema, keyof Comments> &
  { [Key in keyof Comments]: Schema[Key & keyof Schema] };

/**
 * The properties of `Schema` that are limited to one of `Words`, without those for the others alone. `Property` holds the word.
 *
 * For one word, they have its comments. For several, an object is for one of them, and has the comments of `Schema`.
 */
type LimitedTo<Schema, Limits, Comments, Words, Property extends string = never, Word = Words> = Word extends unknown
  ? ([Property] extends [never] ? unknown : Record<Property, Word>) &
      ([Words] extends [Word]
        ? Commented<Pick<Schema, keyof Schema & KeysFor<Limits, Word>>, Word extends keyof Comments ? Comments[Word] : unknown>
        : Pick<Schema, keyof Schema & KeysFor<Limits, Word>> &
            { [Key in Exclude<KeysFor<Limits, Words>, KeysFor<Limits, Word>>]?: never })
  : never;
