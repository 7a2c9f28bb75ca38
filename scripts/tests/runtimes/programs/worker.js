// A Worker. One client is made outside any request, as Workers do to share it: there, no timer may run and no request begin.

import { env } from "cloudflare:workers";
import { createScenarioClient } from "@scenario-openapi/client";
import { makeCalls } from "./calls.js";

const { front, run, options } = env.GIVEN;
const shared = createScenarioClient({ ...options, baseUrl: `${front}/none/${run}/v1` });

export default {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname === "/calls") return Response.json({ agent: navigator.userAgent, calls: await makeCalls(env.GIVEN) });
    const { model } = await shared.updateModel({
      path: { modelId: "model_Jd5tZm8QvLx3RkNc7Bw2Hs" },
      body: { name: decodeURIComponent(pathname.slice(1)) },
    });
    return Response.json(model.name);
  },
};
