// A Worker. It creates one client outside any request, as Workers do, where no timer may run and no request begin.
import { env } from "cloudflare:workers";
import { createScenarioClient } from "@scenario-openapi/client";
import { makeCalls } from "./calls.js";

const { baseUrl, run, options } = env.GIVEN;
const shared = createScenarioClient({ ...options, baseUrl });

export default {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname === "/calls") {
      const calls = await makeCalls({ ...env.GIVEN, options: { ...options, fetch } });
      return Response.json({ agent: navigator.userAgent, calls });
    }
    const { model } = await shared.updateModel({
      path: { modelId: `shared_${run}` },
      body: { name: decodeURIComponent(pathname.slice(1)) },
    });
    return Response.json(model.name);
  },
};
