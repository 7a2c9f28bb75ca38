/** Replaces this process by a new one with the same command line, which loads all code anew. */
export function startAgain(): never {
  // Windows cannot replace a process.
  if (process.platform === "win32" || !process.execve) {
    console.error("✗ This system cannot replace a process: start `pnpm dev` again");
    process.exit(1);
  }
  const args = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  return process.execve(process.execPath, args, { ...process.env });
}
