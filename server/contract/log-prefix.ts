/** Where the log is served: the prefix of the checkpoint, of the tiles (c2sp.org/tlog-tiles) and of the heads as text. */
export const LOG_PREFIX = '/log'
