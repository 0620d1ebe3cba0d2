#!/usr/bin/env node
import { runCommandLine } from './command-line.ts';
import { endWith, nodeHost } from './host.ts';

endWith(await runCommandLine(nodeHost()));
