#!/usr/bin/env node
import { runCommandLine } from './command-line.ts';
import { endWith, nodeHost, tuneMemory } from './host.ts';

tuneMemory();
endWith(await runCommandLine(nodeHost()));
