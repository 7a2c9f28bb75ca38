// What readers of the spec's site type, and the hit that they need: first, or among the first few.
import { expect, it } from "vitest";
import { createFinder } from "../../src/search/find.ts";
import { siteFiles } from "../site.ts";

const update = (field = "") => `operations/updateModel.html${field && `#${field}`}`;
const ROWS: [text: string, page: string, among?: number][] = [
  ["authentication", "index.html#authentication"],
  ["basic auth", "index.html#authentication"],
  ["how to authenticate", "index.html#authentication"],
  ["login", "index.html#authentication"],
  ["api key", "index.html#authentication"],
  ["base url", "index.html#base-url"],
  ["server", "index.html#base-url", 3],
  ["endpoint", "index.html#base-url", 3],
  ["errors", "errors.html"],
  ["error status", "errors.html", 3],
  ["update model", update()],
  ["updateModel", update()],
  ["PUT", update()],
  ["rename a model", update(), 3],
  ["which errors can come back", "errors.html", 3],
  ["are errors retried", "guides/errors-and-retries.html", 3],
  ["deprecated fields", update("response.model.userId"), 8],
  ["/models/{modelId}", update(), 3],
  ["rank", update("body.parameters.rank")],
  ["parameters.rank", update("body.parameters.rank")],
  ["body.parameters.rank", update("body.parameters.rank")],
  ["learning rate", update("body.parameters.learningRate")],
  ["learningRate", update("body.parameters.learningRate")],
  ["learningRateTextEncoder", update("body.parameters.learningRateTextEncoder")],
  ["text encoder", update("body.parameters.learningRateTextEncoder"), 3],
  ["body.thumbnail", update("body.thumbnail")],
  ["thumbnail", update("body.thumbnail")],
  ["delete thumbnail", update("body.thumbnail")],
  ["remove thumbnail", update("body.thumbnail")],
  ["clear thumbnail", update("body.thumbnail")],
  ["unset", update("body.thumbnail"), 3],
  ["how do I remove the thumbnail", update("body.thumbnail")],
  ["unset thumbnail", update("body.thumbnail")],
  ["unset epoch", update("body.epoch")],
  ["classSlug", update("body.classSlug")],
  ["class slug", update("body.classSlug")],
  ["concepts", update("body.concepts")],
  ["scale", update("body.concepts.scale")],
  ["epoch", update("body.epoch")],
  ["model id", update("path.modelId")],
  ["original assets", update("query.originalAssets")],
  ["nbepochs", update("body.parameters.nbEpochs")],
  ["max steps", update("body.parameters.maxTrainSteps")],
  ["musubi", update("body.parameters.rank")],
  ["flux lora", update("body.parameters.rank"), 3],
  ["elevenlabs", update("body.parameters.age"), 3],
  ["deprecated", update("response.model.userId"), 5],
  ["deprecated userId", update("response.model.userId")],
  ["tags", update("response.model.tags")],
  ["status trained", update("response.model.status")],
  ["privacy", update("response.model.privacy")],
  ["private", update("response.model.privacy"), 3],
  ["sandbox", "guides/sandbox.html"],
  ["mock server", "guides/sandbox.html#start-it", 3],
  ["retry", "guides/errors-and-retries.html"],
  ["timeout", "guides/errors-and-retries.html#limit-the-time"],
  ["install", "guides/client.html#install"],
  ["browser", "guides/client.html#in-a-browser", 3],
  ["proxy options", "guides/browser-apps.html#options-of-the-proxy"],
  ["TrainingParameters", "schemas/TrainingParameters.html"],
  ["learning rat", update("body.parameters.learningRate")],
  ["thumbnial", update("body.thumbnail"), 3],
];

const script = siteFiles.get("assets/search-records.js") ?? "";
const find = await createFinder(JSON.parse(script.slice(script.indexOf("=") + 1)));

it.each(ROWS)("%s finds %s", (text, page, among) => {
  const found = find(text, update()).map(({ record }) => record.page);
  expect(found.slice(0, among ?? 1), found.slice(0, 5).join("\n")).toContain(page);
});
