/** What the newer release of the drill changes: one of each kind of change that a release may make to the log. Its names begin with `later`
 *  and its field numbers with 1000, so that no real release ever takes one of them. */

export interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const proto = 'proto/tollgate';
const visible = '[(tollgate.log.v1.is_public) = true]';

const newType: Change = {
  file: `${proto}/payment/v1/payment.proto`,
  from: '// We, not the issuer, ended the order',
  to: `// Something about a payment that this release does not know.
message LaterPaymentNoted {
  option (tollgate.log.v1.event) = {
    subject: "order"
    streams: { name: "payment" owner: "authorization" }
    outcome: true
    schema: 1
  };
  string operation = 1 ${visible};
  tollgate.money.v1.Money amount = 2 ${visible};
}

// We, not the issuer, ended the order`,
};

const newField: Change = {
  file: `${proto}/payment/v1/payment.proto`,
  from: '  // The lines delivered online, so that',
  to: `  // A field that this release does not know.
  string later_field = 1007 ${visible};
  // The lines delivered online, so that`,
};

const newForm: readonly Change[] = [
  {
    file: `${proto}/delivery/v1/delivery.proto`,
    from: `    tollgate.order.v1.PinnedFile file = 4 ${visible};\n`,
    to: `    tollgate.order.v1.PinnedFile file = 4 ${visible};
    tollgate.order.v1.LaterForm later_form = 1007 ${visible};\n`,
  },
  {
    file: `${proto}/order/v1/order.proto`,
    from: `    PinnedFile file = 1 ${visible};\n`,
    to: `    PinnedFile file = 1 ${visible};
    LaterForm later_form = 1002 ${visible};\n`,
  },
  {
    file: `${proto}/order/v1/order.proto`,
    from: 'message PinnedFile {',
    to: `message LaterForm {
  string pool = 1 ${visible};
}

message PinnedFile {`,
  },
];

/** The score goes to 1000 now, and an upcaster brings what was written before to that. */
const newMeaning: readonly Change[] = [
  {
    file: `${proto}/fraud/v1/fraud.proto`,
    from: '    outcome: true\n    schema: 1',
    to: '    outcome: true\n    schema: 2',
  },
  { file: `${proto}/fraud/v1/fraud.proto`, from: '// 0 (harmless) to 100', to: '// 0 (harmless) to 1000' },
  {
    file: 'libs/contracts/src/upcasters/index.ts',
    from: 'export const upcasters: Upcasters = {};',
    to: `export const upcasters: Upcasters = {
  'FraudAssessed.1': (data) => (data.score === undefined ? data : { ...data, score: Number(data.score) * 10 }),
};`,
  },
];

const newSubject: Change = {
  file: `${proto}/payment/v1/payment.proto`,
  from: '// What names one request at its processor',
  to: `// The first event of a kind of subject that this release does not know.
message LaterSubjectBegun {
  option (tollgate.log.v1.event) = {
    subject: "later"
    streams: { name: "later" owner: "authorization" }
    schema: 1
  };
  tollgate.money.v1.Money amount = 1 ${visible};
}

// What names one request at its processor`,
};

export const changes: readonly Change[] = [newType, newField, ...newForm, ...newMeaning, newSubject];
