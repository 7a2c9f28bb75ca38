// Only where exactOptionalPropertyTypes is set: a field that is left out is not a field that is undefined.
import { createScenarioClient } from "@scenario-openapi/client";

const scenario = createScenarioClient();
// @ts-expect-error
scenario.updateModel({ path: { modelId: "m" }, body: { name: undefined } });
