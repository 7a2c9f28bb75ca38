// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

// @ts-nocheck Ajv compiles to JavaScript. The exports of this module have types.

import { codePoints } from "./code-points.ts";
import type { RequestValidators } from "./schema-problems.ts";

const updateModel_path = validate21;
const schema32 = {"type":"object","properties":{"modelId":{"type":"string"}},"required":["modelId"]};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.modelId === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "modelId"},message:"must have required property '"+"modelId"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.modelId !== undefined){
if(typeof data.modelId !== "string"){
const err1 = {instancePath:instancePath+"/modelId",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}

const updateModel_query = validate22;
const schema33 = {"type":"object","properties":{"originalAssets":{"type":"boolean"}},"required":[]};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.originalAssets !== undefined){
if(typeof data.originalAssets !== "boolean"){
const err0 = {instancePath:instancePath+"/originalAssets",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

const updateModel_body = validate23;
const schema34 = {"type":"object","properties":{"classSlug":{"type":["string","null"]},"concepts":{"type":"array","items":{"$ref":"#/components/schemas/Concept"}},"epoch":{"type":["string","null"]},"name":{"type":"string"},"negativePromptEmbedding":{"type":"string"},"parameters":{"$ref":"#/components/schemas/TrainingParameters"},"promptEmbedding":{"type":"string"},"shortDescription":{"type":"string"},"thumbnail":{"type":["string","null"]},"type":{"$ref":"#/components/schemas/ModelType"}}};
const schema35 = {"type":"object","required":["modelId","scale"],"properties":{"modelId":{"type":"string"},"scale":{"type":"number"},"modelEpoch":{"type":"string"}}};
const schema39 = {"type":"string","enum":["custom","elevenlabs-voice","flux.1","flux.1-composition","flux.1-kontext-dev","flux.1-kontext-lora","flux.1-krea-dev","flux.1-krea-lora","flux.1-lora","flux.1-pro","flux.1.1-pro-ultra","flux.2-dev-edit-lora","flux.2-dev-lora","flux.2-klein-4b-edit-lora","flux.2-klein-4b-lora","flux.2-klein-9b-edit-lora","flux.2-klein-9b-lora","flux.2-klein-base-4b-edit-lora","flux.2-klein-base-4b-lora","flux.2-klein-base-9b-edit-lora","flux.2-klein-base-9b-lora","flux1.1-pro","gpt-image-1","qwen-image-2512-lora","qwen-image-edit-2509-lora","qwen-image-edit-2511-lora","qwen-image-edit-lora","qwen-image-lora","sd-1_5","sd-1_5-composition","sd-1_5-lora","sd-xl","sd-xl-composition","sd-xl-lora","zimage-de-turbo-lora","zimage-lora","zimage-turbo-lora"]};
const schema36 = {"type":"object","properties":{"age":{"type":"string"},"batchSize":{"type":"number"},"classPrompt":{"type":"string"},"cloneType":{"type":"string"},"conceptPrompt":{"type":"string"},"gender":{"type":"string"},"language":{"type":"string"},"learningRate":{"type":"number"},"learningRateTextEncoder":{"type":"number"},"learningRateUnet":{"type":"number"},"lrScheduler":{"$ref":"#/components/schemas/LearningRateScheduler"},"maxTrainSteps":{"type":"number"},"nbEpochs":{"type":"number"},"nbRepeats":{"type":"number"},"numTextTrainSteps":{"type":"number"},"numUNetTrainSteps":{"type":"number"},"optimizeFor":{"$ref":"#/components/schemas/TrainingOptimization"},"priorLossWeight":{"type":"number"},"randomCrop":{"type":"boolean"},"randomCropRatio":{"type":"number"},"randomCropScale":{"type":"number"},"rank":{"type":"number"},"removeBackgroundNoise":{"type":"boolean"},"samplePrompts":{"type":"array","items":{"type":"string"}},"sampleSourceImages":{"type":"array","items":{"type":"string"}},"scaleLr":{"type":"boolean"},"seed":{"type":"number"},"textEncoderTrainingRatio":{"type":"number"},"validationFrequency":{"type":"number"},"validationPrompt":{"type":"string"},"voiceDescription":{"type":"string"},"wandbKey":{"type":"string","format":"password","maxLength":40}}};
const schema37 = {"type":"string","enum":["constant","constant-with-warmup","cosine","cosine-with-restarts","linear","polynomial"]};
const schema38 = {"type":"string","enum":["likeness"]};
const func1 = codePoints;

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.age !== undefined){
if(typeof data.age !== "string"){
const err0 = {instancePath:instancePath+"/age",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.batchSize !== undefined){
let data1 = data.batchSize;
if(!((typeof data1 == "number") && (isFinite(data1)))){
const err1 = {instancePath:instancePath+"/batchSize",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.classPrompt !== undefined){
if(typeof data.classPrompt !== "string"){
const err2 = {instancePath:instancePath+"/classPrompt",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.cloneType !== undefined){
if(typeof data.cloneType !== "string"){
const err3 = {instancePath:instancePath+"/cloneType",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.conceptPrompt !== undefined){
if(typeof data.conceptPrompt !== "string"){
const err4 = {instancePath:instancePath+"/conceptPrompt",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.gender !== undefined){
if(typeof data.gender !== "string"){
const err5 = {instancePath:instancePath+"/gender",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.language !== undefined){
if(typeof data.language !== "string"){
const err6 = {instancePath:instancePath+"/language",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.learningRate !== undefined){
let data7 = data.learningRate;
if(!((typeof data7 == "number") && (isFinite(data7)))){
const err7 = {instancePath:instancePath+"/learningRate",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.learningRateTextEncoder !== undefined){
let data8 = data.learningRateTextEncoder;
if(!((typeof data8 == "number") && (isFinite(data8)))){
const err8 = {instancePath:instancePath+"/learningRateTextEncoder",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.learningRateUnet !== undefined){
let data9 = data.learningRateUnet;
if(!((typeof data9 == "number") && (isFinite(data9)))){
const err9 = {instancePath:instancePath+"/learningRateUnet",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.lrScheduler !== undefined){
let data10 = data.lrScheduler;
if(typeof data10 !== "string"){
const err10 = {instancePath:instancePath+"/lrScheduler",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!((((((data10 === "constant") || (data10 === "constant-with-warmup")) || (data10 === "cosine")) || (data10 === "cosine-with-restarts")) || (data10 === "linear")) || (data10 === "polynomial"))){
const err11 = {instancePath:instancePath+"/lrScheduler",keyword:"enum",params:{allowedValues: schema37.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.maxTrainSteps !== undefined){
let data11 = data.maxTrainSteps;
if(!((typeof data11 == "number") && (isFinite(data11)))){
const err12 = {instancePath:instancePath+"/maxTrainSteps",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.nbEpochs !== undefined){
let data12 = data.nbEpochs;
if(!((typeof data12 == "number") && (isFinite(data12)))){
const err13 = {instancePath:instancePath+"/nbEpochs",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.nbRepeats !== undefined){
let data13 = data.nbRepeats;
if(!((typeof data13 == "number") && (isFinite(data13)))){
const err14 = {instancePath:instancePath+"/nbRepeats",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.numTextTrainSteps !== undefined){
let data14 = data.numTextTrainSteps;
if(!((typeof data14 == "number") && (isFinite(data14)))){
const err15 = {instancePath:instancePath+"/numTextTrainSteps",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.numUNetTrainSteps !== undefined){
let data15 = data.numUNetTrainSteps;
if(!((typeof data15 == "number") && (isFinite(data15)))){
const err16 = {instancePath:instancePath+"/numUNetTrainSteps",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.optimizeFor !== undefined){
let data16 = data.optimizeFor;
if(typeof data16 !== "string"){
const err17 = {instancePath:instancePath+"/optimizeFor",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(!(data16 === "likeness")){
const err18 = {instancePath:instancePath+"/optimizeFor",keyword:"enum",params:{allowedValues: schema38.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.priorLossWeight !== undefined){
let data17 = data.priorLossWeight;
if(!((typeof data17 == "number") && (isFinite(data17)))){
const err19 = {instancePath:instancePath+"/priorLossWeight",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.randomCrop !== undefined){
if(typeof data.randomCrop !== "boolean"){
const err20 = {instancePath:instancePath+"/randomCrop",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.randomCropRatio !== undefined){
let data19 = data.randomCropRatio;
if(!((typeof data19 == "number") && (isFinite(data19)))){
const err21 = {instancePath:instancePath+"/randomCropRatio",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.randomCropScale !== undefined){
let data20 = data.randomCropScale;
if(!((typeof data20 == "number") && (isFinite(data20)))){
const err22 = {instancePath:instancePath+"/randomCropScale",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.rank !== undefined){
let data21 = data.rank;
if(!((typeof data21 == "number") && (isFinite(data21)))){
const err23 = {instancePath:instancePath+"/rank",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.removeBackgroundNoise !== undefined){
if(typeof data.removeBackgroundNoise !== "boolean"){
const err24 = {instancePath:instancePath+"/removeBackgroundNoise",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.samplePrompts !== undefined){
let data23 = data.samplePrompts;
if(Array.isArray(data23)){
const len0 = data23.length;
for(let i0=0; i0<len0&&errors<1000; i0++){
if(typeof data23[i0] !== "string"){
const err25 = {instancePath:instancePath+"/samplePrompts/" + i0,keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath:instancePath+"/samplePrompts",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.sampleSourceImages !== undefined){
let data25 = data.sampleSourceImages;
if(Array.isArray(data25)){
const len1 = data25.length;
for(let i1=0; i1<len1&&errors<1000; i1++){
if(typeof data25[i1] !== "string"){
const err27 = {instancePath:instancePath+"/sampleSourceImages/" + i1,keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/sampleSourceImages",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.scaleLr !== undefined){
if(typeof data.scaleLr !== "boolean"){
const err29 = {instancePath:instancePath+"/scaleLr",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.seed !== undefined){
let data28 = data.seed;
if(!((typeof data28 == "number") && (isFinite(data28)))){
const err30 = {instancePath:instancePath+"/seed",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.textEncoderTrainingRatio !== undefined){
let data29 = data.textEncoderTrainingRatio;
if(!((typeof data29 == "number") && (isFinite(data29)))){
const err31 = {instancePath:instancePath+"/textEncoderTrainingRatio",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.validationFrequency !== undefined){
let data30 = data.validationFrequency;
if(!((typeof data30 == "number") && (isFinite(data30)))){
const err32 = {instancePath:instancePath+"/validationFrequency",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.validationPrompt !== undefined){
if(typeof data.validationPrompt !== "string"){
const err33 = {instancePath:instancePath+"/validationPrompt",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.voiceDescription !== undefined){
if(typeof data.voiceDescription !== "string"){
const err34 = {instancePath:instancePath+"/voiceDescription",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.wandbKey !== undefined){
let data33 = data.wandbKey;
if(typeof data33 === "string"){
if(func1(data33) > 40){
const err35 = {instancePath:instancePath+"/wandbKey",keyword:"maxLength",params:{limit: 40},message:"must NOT have more than 40 characters"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/wandbKey",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath,keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}


function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.classSlug !== undefined){
let data0 = data.classSlug;
if((typeof data0 !== "string") && (data0 !== null)){
const err0 = {instancePath:instancePath+"/classSlug",keyword:"type",params:{type: schema34.properties.classSlug.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.concepts !== undefined){
let data1 = data.concepts;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0&&errors<1000; i0++){
let data2 = data1[i0];
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.modelId === undefined){
const err1 = {instancePath:instancePath+"/concepts/" + i0,keyword:"required",params:{missingProperty: "modelId"},message:"must have required property '"+"modelId"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data2.scale === undefined){
const err2 = {instancePath:instancePath+"/concepts/" + i0,keyword:"required",params:{missingProperty: "scale"},message:"must have required property '"+"scale"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data2.modelId !== undefined){
if(typeof data2.modelId !== "string"){
const err3 = {instancePath:instancePath+"/concepts/" + i0+"/modelId",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data2.scale !== undefined){
let data4 = data2.scale;
if(!((typeof data4 == "number") && (isFinite(data4)))){
const err4 = {instancePath:instancePath+"/concepts/" + i0+"/scale",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data2.modelEpoch !== undefined){
if(typeof data2.modelEpoch !== "string"){
const err5 = {instancePath:instancePath+"/concepts/" + i0+"/modelEpoch",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath:instancePath+"/concepts/" + i0,keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath:instancePath+"/concepts",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.epoch !== undefined){
let data6 = data.epoch;
if((typeof data6 !== "string") && (data6 !== null)){
const err8 = {instancePath:instancePath+"/epoch",keyword:"type",params:{type: schema34.properties.epoch.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.name !== undefined){
if(typeof data.name !== "string"){
const err9 = {instancePath:instancePath+"/name",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.negativePromptEmbedding !== undefined){
if(typeof data.negativePromptEmbedding !== "string"){
const err10 = {instancePath:instancePath+"/negativePromptEmbedding",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.parameters !== undefined){
if(!(validate24(data.parameters, {instancePath:instancePath+"/parameters",parentData:data,parentDataProperty:"parameters",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data.promptEmbedding !== undefined){
if(typeof data.promptEmbedding !== "string"){
const err11 = {instancePath:instancePath+"/promptEmbedding",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.shortDescription !== undefined){
if(typeof data.shortDescription !== "string"){
const err12 = {instancePath:instancePath+"/shortDescription",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.thumbnail !== undefined){
let data12 = data.thumbnail;
if((typeof data12 !== "string") && (data12 !== null)){
const err13 = {instancePath:instancePath+"/thumbnail",keyword:"type",params:{type: schema34.properties.thumbnail.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.type !== undefined){
let data13 = data.type;
if(typeof data13 !== "string"){
const err14 = {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(!(((((((((((((((((((((((((((((((((((((data13 === "custom") || (data13 === "elevenlabs-voice")) || (data13 === "flux.1")) || (data13 === "flux.1-composition")) || (data13 === "flux.1-kontext-dev")) || (data13 === "flux.1-kontext-lora")) || (data13 === "flux.1-krea-dev")) || (data13 === "flux.1-krea-lora")) || (data13 === "flux.1-lora")) || (data13 === "flux.1-pro")) || (data13 === "flux.1.1-pro-ultra")) || (data13 === "flux.2-dev-edit-lora")) || (data13 === "flux.2-dev-lora")) || (data13 === "flux.2-klein-4b-edit-lora")) || (data13 === "flux.2-klein-4b-lora")) || (data13 === "flux.2-klein-9b-edit-lora")) || (data13 === "flux.2-klein-9b-lora")) || (data13 === "flux.2-klein-base-4b-edit-lora")) || (data13 === "flux.2-klein-base-4b-lora")) || (data13 === "flux.2-klein-base-9b-edit-lora")) || (data13 === "flux.2-klein-base-9b-lora")) || (data13 === "flux1.1-pro")) || (data13 === "gpt-image-1")) || (data13 === "qwen-image-2512-lora")) || (data13 === "qwen-image-edit-2509-lora")) || (data13 === "qwen-image-edit-2511-lora")) || (data13 === "qwen-image-edit-lora")) || (data13 === "qwen-image-lora")) || (data13 === "sd-1_5")) || (data13 === "sd-1_5-composition")) || (data13 === "sd-1_5-lora")) || (data13 === "sd-xl")) || (data13 === "sd-xl-composition")) || (data13 === "sd-xl-lora")) || (data13 === "zimage-de-turbo-lora")) || (data13 === "zimage-lora")) || (data13 === "zimage-turbo-lora"))){
const err15 = {instancePath:instancePath+"/type",keyword:"enum",params:{allowedValues: schema39.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath,keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}

/** The most problems that the validators report of one list. */
export const mostProblems = 1000;

/** Checks the parts of a request of the operation updateModel. */
export const updateModel: RequestValidators = {
  path: updateModel_path,
  query: updateModel_query,
  body: updateModel_body,
};
