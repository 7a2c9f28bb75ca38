// Sends an update to the server of the recipe, for each cookie in the arguments, and prints the statuses.
import app from "./client-browser-apps.ts";

for (const cookie of process.argv.slice(2)) {
  const response = await app.request("/api/scenario/models/model_eyVcnFJcR92BxBkz7N6g5w", {
    method: "PUT",
    headers: { cookie, "content-type": "application/json" },
    body: JSON.stringify({ name: "Dawn" }),
  });
  console.log(response.status);
}
