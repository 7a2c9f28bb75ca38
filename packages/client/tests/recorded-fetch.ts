/** A `fetch` that keeps what it is sent and answers with what it is given. */
export function recordedFetch(answer: () => Response = () => Response.json({ model: { id: "model_1" } })) {
  const requests: Request[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    requests.push(request.clone());
    return answer();
  };
  return { fetch, requests };
}
