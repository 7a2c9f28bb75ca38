// Without exactOptionalPropertyTypes.
import { createScenarioClient } from "@scenario-openapi/client";

const scenario = createScenarioClient();
scenario.updateModel({ path: { modelId: "m" }, body: { name: undefined } });
