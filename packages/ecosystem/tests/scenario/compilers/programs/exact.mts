// With exactOptionalPropertyTypes, an omitted field is not the same as an undefined one.
import { createScenarioClient } from "@scenario-openapi/client";

const scenario = createScenarioClient();
// @ts-expect-error
scenario.updateModel({ path: { modelId: "m" }, body: { name: undefined } });
