/** What the codes of a file system mean to whoever has to mend it. */
const REASONS: Record<string, string> = {
  ENOSPC: "no space is left on its disk: free some, and run this again",
  EDQUOT: "the disk quota is used up: free some space, and run this again",
  EROFS: "its file system is read-only: write elsewhere, or mount it for writing",
  EACCES: "access is denied: check its permissions and those of its folder",
  EPERM: "it may not be replaced: check its permissions, and close what has it open",
  EBUSY: "it is in use: close what has it open",
  EISDIR: "a folder stands where the file belongs: move it away",
  ERR_FS_EISDIR: "a folder stands where the file belongs: move it away",
  EEXIST: "a file stands where a folder belongs: move it away",
  ENOTDIR: "a file stands where a folder belongs: move it away",
  EXDEV: "it lies on another disk than the folder that the files are written into: write into that one itself",
  ENAMETOOLONG: "its name is too long for this file system: write into a folder with a shorter name",
};

/** An error that names a file, what the file system said and what to do; its cause is the original error. */
export function fileError(path: string, error: unknown): Error {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const said = error instanceof Error ? error.message : String(error);
  const reason = REASONS[code];
  return new Error(`${path}: ${reason ? `${reason} (${code})` : said}`, { cause: error });
}
