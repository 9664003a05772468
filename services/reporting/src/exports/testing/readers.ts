import { join } from 'node:path';
import { debianPackages, pythonPackages, runProgram } from '@tollgate/testing';

/** Programs by others that read what we write, at pinned versions. */
const packages = [
  'ofxtools==1.1.1',
  'openpyxl==3.1.5',
  'et-xmlfile==2.0.0',
  'pypdf==6.1.0',
  'beancount==3.2.3',
  'click==8.5.1',
  'python-dateutil==2.9.0.post0',
  'six==1.17.0',
  'regex==2026.11.19',
  'mloda-community-german-ledger==0.11.0',
];

/** What a Python program answers, as JSON, that sees the file's path as `sys.argv[1]`. */
export const python = <T>(program: string, ...args: readonly string[]): T => {
  const text = `import sys, json\nsys.path.insert(0, ${JSON.stringify(pythonPackages(packages))})\n${program}`;
  return JSON.parse(runProgram('python3', ['-c', text, ...args])) as T;
};

/** A reader of DATEV batches, alone: what its package does with them afterwards needs a hundred megabytes more. */
export const datevReader = `
import importlib.util, types, glob
from unittest import mock
for name in ('pyarrow', 'mloda', 'mloda.provider'):
    sys.modules[name] = mock.MagicMock()
sys.modules['ledger'] = types.ModuleType('ledger')
sys.modules['ledger.reader'] = types.SimpleNamespace(_ORIGIN_COLUMN='origin', _ReaderJournal=object, _within=lambda *_: True)
spec = importlib.util.spec_from_file_location('ledger.datev', glob.glob(sys.path[0] + '/mloda/**/german_ledger/datev.py', recursive=True)[0])
datev = importlib.util.module_from_spec(spec)
sys.modules['ledger.datev'] = datev
spec.loader.exec_module(datev)
`;

/** What hledger prints of the journal. Throws with what it says where it refuses the journal. */
export const hledger = (journal: string, ...args: readonly string[]): string =>
  runProgram(join(debianPackages(['hledger']), 'usr/bin/hledger'), ['-f', journal, ...args]);
