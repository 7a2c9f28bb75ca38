// Runs the programs in some folders, and prints what their calls return: for each folder a line of JSON.
const [server, ...folders] = process.argv.slice(2);

const fetchThere = (url, init) => fetch(url.replace("https://", `${server}/`), init);

for (const folder of folders) {
  const { calls } = await import(`./${folder}/program.ts`);
  const results = await Promise.all(
    calls(fetchThere).map((call) =>
      call().catch((error) => ({ thrown: String(error), cause: String(error.cause ?? "") })),
    ),
  );
  console.log(JSON.stringify(results));
}
