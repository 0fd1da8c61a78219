import { boolean, extend, integer, list, type ObjectNode, object, oneOf, text } from '../node.ts';
import { dead, exactlyOne } from '../rules.ts';
import { aws, controllerFails } from './refusal.ts';

const path = text({ least: 1, most: 255 });
const fileCertificate = object({ 'certificateChain*': path, 'privateKey*': path });
const fileTrust = object({ 'certificateChain*': path });
const sds = object({ 'secretName*': text() });

const authorities = object(
  { 'certificateAuthorityARNs*': list(text(), { least: 1, most: 3 }) },
  {
    mistakes: {
      certificateARN: { instead: 'write the list `certificateAuthorityARNs`' },
      certificateARNs: { instead: 'write `certificateAuthorityARNs`' },
      certificateArns: { instead: 'write `certificateAuthorityARNs`' },
    },
  },
);

const serverCertificate = object(
  {
    acm: object(
      { 'certificateARN*': text() },
      {
        mistakes: {
          certificateArns: { instead: 'write `certificateARN`, with one ARN' },
          certificateARNs: { instead: 'write `certificateARN`, with one ARN' },
        },
        shorthand: (arn) => `write \`{ certificateARN: ${arn} }\``,
      },
    ),
    file: fileCertificate,
    sds,
  },
  { rules: [exactlyOne(['acm', 'file', 'sds'], aws('ListenerTlsCertificate'))] },
);

const clientCertificate = object(
  { file: fileCertificate, sds },
  {
    rules: [exactlyOne(['file', 'sds'], aws('ClientTlsCertificate'))],
    mistakes: { acm: { instead: 'write `file` or `sds`: App Mesh takes no certificate of a client from ACM' } },
  },
);

const names = object({
  'match*': object({
    'exact*': list(text({ tighter: { least: 1, most: 254, refusal: aws('SubjectAlternativeNameMatchers') } })),
  }),
});

const clientTrust = object(
  { acm: authorities, file: fileTrust, sds },
  { rules: [exactlyOne(['acm', 'file', 'sds'], aws('TlsValidationContextTrust'))] },
);

const clientPolicyTls = object(
  {
    enforce: boolean,
    ports: list(integer({ least: 1, most: 65535 })),
    certificate: clientCertificate,
    'validation*': object({ 'trust*': clientTrust, subjectAlternativeNames: names }),
  },
  {
    mistakes: {
      mode: { instead: 'write `enforce: true`: a client has no modes', explains: false },
      port: { instead: 'write the list `ports`', explains: false },
      certificateArns: { instead: 'write `validation.trust.acm.certificateAuthorityARNs`' },
    },
  },
);

/** How an object behaves as a TLS client. */
export const clientPolicy = object({ tls: clientPolicyTls });

const modes = oneOf(['DISABLED', 'PERMISSIVE', 'STRICT'], {
  required: 'STRICT',
  mutual: 'STRICT',
  mtls: 'STRICT',
  simple: 'STRICT',
  enabled: 'STRICT',
  optional: 'PERMISSIVE',
  off: 'DISABLED',
  none: 'DISABLED',
});

function listenerTls(validation: ObjectNode): ObjectNode {
  return object(
    { 'mode*': modes, 'certificate*': serverCertificate, validation },
    {
      mistakes: {
        enforce: { instead: 'write `mode: STRICT`' },
        certificateArns: { instead: 'write `certificate.acm.certificateARN`' },
        certificateARN: { instead: 'write `certificate.acm.certificateARN`' },
      },
    },
  );
}

const noAuthorities = 'write `file` or `sds`: App Mesh checks certificates of clients against no others';

/** TLS of a listener of a VirtualNode. */
export const nodeTls = listenerTls(
  object({
    'trust*': object(
      { file: fileTrust, sds },
      {
        rules: [exactlyOne(['file', 'sds'], aws('ListenerTlsValidationContextTrust'))],
        mistakes: { acm: { instead: noAuthorities } },
      },
    ),
    subjectAlternativeNames: names,
  }),
);

const conversion = 'pkg/conversions/virtualgateway_types_conversion.go';

/** TLS of a listener of a VirtualGateway: the definition has more fields than the controller can convert. */
export const gatewayTls = listenerTls(
  extend(
    object({
      'trust*': object(
        { acm: authorities, file: fileTrust, sds },
        {
          rules: [
            exactlyOne(['acm', 'file', 'sds'], aws('VirtualGatewayListenerTlsValidationContextTrust')),
            dead(
              'acm',
              noAuthorities,
              controllerFails(
                `${conversion}:191`,
                'the App Mesh controller drops it, so that the listener checks no client certificate',
              ),
            ),
          ],
        },
      ),
      subjectAlternativeNames: names,
    }),
    {
      rules: [
        dead(
          'subjectAlternativeNames',
          'remove it: a VirtualGateway cannot check the names of its clients through this controller',
          controllerFails(`${conversion}:212`, 'the App Mesh controller crashes when it converts the field'),
        ),
      ],
    },
  ),
);
