// The page of the example app. It has no credentials: its own server adds them.
import { createScenarioClient, ScenarioNotFoundError, ScenarioUnauthorizedError } from "@scenario-openapi/client";

const scenario = createScenarioClient({ baseUrl: "/api/scenario", auth: "none" });
const say = (text) => {
  document.querySelector("[role=status]").textContent = text;
};

document.querySelector("#login").addEventListener("click", async () => {
  await fetch("/login", { method: "POST" });
  say("You are logged in.");
});

document.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { modelId, name } = Object.fromEntries(new FormData(event.target));
  try {
    const { model } = await scenario.updateModel({ path: { modelId }, body: { name } });
    document.querySelector("h1").textContent = model.name;
    say("Renamed.");
  } catch (error) {
    if (error instanceof ScenarioUnauthorizedError) say("Log in to rename a model.");
    else if (error instanceof ScenarioNotFoundError) say("There is no such model.");
    else say(error.body?.detail ?? error.message);
  }
});
