// Renders the hook of the recipe in a page. Prints what it shows after a rename, for each name in the arguments.
import type { ErrorCode } from "@scenario-openapi/client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { useRename } from "./client-react-query.ts";

interface Shown {
  status: "success" | "error";
  name: string | undefined;
  code: ErrorCode | undefined;
  httpStatus: number | undefined;
}

let mutation: ReturnType<typeof useRename>;
let rendered = () => {};

// @ts-expect-error There is no such code: the codes are typed.
export const isGone = () => mutation.error?.code === "gone";

function Rename() {
  mutation = useRename("model_1");
  rendered();
  return null;
}

function rename(name: string): Promise<Shown> {
  const root = createRoot(document.createElement("div"));
  flushSync(() =>
    root.render(createElement(QueryClientProvider, { client: new QueryClient() }, createElement(Rename))),
  );
  mutation.rename(name);
  return new Promise((resolve) => {
    rendered = () => {
      const { status, data, error } = mutation;
      if (status !== "success" && status !== "error") return;
      resolve({ status, name: data?.model.name, code: error?.code, httpStatus: error?.status });
    };
  });
}

for (const name of process.argv.slice(2)) console.log(JSON.stringify(await rename(name)));
process.exit(); // React Query keeps what it has fetched for some minutes.
