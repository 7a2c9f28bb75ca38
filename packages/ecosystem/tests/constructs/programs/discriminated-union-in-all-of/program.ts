import { equal, hasType, service } from "../service.ts";
import { createApiClient } from "./index.gen.ts";

const { fetch, arrived } = service([
  { kind: "camera", lens: "wide", status: "active" },
  { kind: "lamp", watts: 7 },
]);
const api = createApiClient({ fetch });

const devices = await api.listDevices();

const facts = devices.map((device) => {
  hasType<"active" | undefined>()(device.status);
  return device.kind === "camera" ? device.lens : device.watts;
});
equal(facts, ["wide", 7]);
equal(arrived, ["GET https://api.example.com/v1/devices"]);

export const refused = devices.map((device) =>
  // @ts-expect-error: of the other one
  device.kind === "camera" ? device.watts : device.lens,
);
