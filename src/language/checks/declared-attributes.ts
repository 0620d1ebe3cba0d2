import { didYouMean } from '../../core/suggest.ts';
import { ENGINE_ATTRIBUTES } from '../engine-attributes.ts';
import { type AttributeIndex, declarationsOf, firstUses, plainReads } from './attribute-index.ts';
import type { Check, CheckedModule } from './check.ts';
import { withArticle } from './value-type.ts';

/**
 * Native files declare the attributes that they write, and read only declared ones; files that declare one name agree. A foreign file that
 * writes a declared name is told whose it is.
 */
export const declaredAttributes: Check = {
  codes: ['undeclared-attribute', 'declaration-conflict', 'declared-elsewhere'],
  check({ modules, attributes }) {
    for (const module of modules) {
      if (module.native) {
        checkReads(module, attributes);
        checkWrites(module);
        checkDeclarations(module, attributes);
      } else {
        checkForeignWrites(module, attributes);
      }
    }
  },
};

function checkReads(module: CheckedModule, attributes: AttributeIndex): void {
  for (const { attribute, path } of firstUses(plainReads(module))) {
    if (attributes.isSupplied(attribute) || attributes.declarations(attribute).length > 0) continue;
    const near = didYouMean(attribute, [...ENGINE_ATTRIBUTES, ...attributes.declaredNames]);
    const message = `attribute "${attribute}" is read, but no file declares it${near}`;
    module.report.add('error', 'undeclared-attribute', message, path, 'declare it in the file that writes it');
  }
}

function checkWrites(module: CheckedModule): void {
  const own = module.parsed.header.attributes ?? {};
  for (const { attribute, path } of firstUses(module.uses.filter(({ mode }) => mode === 'write'))) {
    if (Object.hasOwn(own, attribute)) continue;
    const near = didYouMean(attribute, Object.keys(own));
    const message = `attribute "${attribute}" is written, but this file does not declare it${near}`;
    module.report.add('error', 'undeclared-attribute', message, path, 'declare it under "attributes"');
  }
}

/** Of files that declare one name, the later ones agree with the first. */
function checkDeclarations(module: CheckedModule, attributes: AttributeIndex): void {
  for (const { name, declaration, path } of declarationsOf(module)) {
    const [first] = attributes.declarations(name);
    if (!first || first.module === module || first.declaration.type === declaration.type) continue;
    const message = `attribute "${name}" is ${withArticle(declaration.type)} here, and ${withArticle(first.declaration.type)} in ${first.module.file.file}`;
    module.report.add('error', 'declaration-conflict', message, [...path, 'type']);
  }
}

function checkForeignWrites(module: CheckedModule, attributes: AttributeIndex): void {
  for (const { attribute, path } of firstUses(module.uses.filter(({ mode }) => mode === 'write'))) {
    const [first] = attributes.declarations(attribute);
    if (!first) continue;
    const message = `attribute "${attribute}" is declared by ${first.module.file.file} as ${withArticle(first.declaration.type)}`;
    const hint = 'files share one name space: write what is declared, or use another name';
    module.report.add('warning', 'declared-elsewhere', message, path, hint);
  }
}
