/**
 * `node --import tsx --import ./test/bench/built.mjs`: what a benchmark imports from src/ comes from dist/, which is what users run. The loader of
 * TypeScript wraps every closure to keep its name, which costs a third of the time of what makes many.
 */
import { register } from 'node:module';

register('./built-hooks.mjs', import.meta.url);
