/** Entry of `npm start` and of the Electron shell: the server with the flags of the command line. */
import { runServer } from './run-server.ts';

await runServer(process.argv.slice(2));
