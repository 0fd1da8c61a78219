{{/* What both entries of the configuration share. Takes root, caBundle and operations. */}}
{{- define "routeproof.webhookEntry" -}}
{{- $root := .root -}}
admissionReviewVersions: [v1]
clientConfig:
  service:
    name: {{ include "routeproof.fullname" $root }}
    namespace: {{ $root.Release.Namespace }}
    path: /validate
    port: 443
  {{- with .caBundle }}
  caBundle: {{ b64enc . }}
  {{- end }}
matchPolicy: Equivalent
sideEffects: None
timeoutSeconds: {{ $root.Values.webhook.timeoutSeconds }}
{{- with $root.Values.webhook.namespaceSelector }}
namespaceSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
rules:
  {{- range ($root.Files.Get "kinds.yaml" | fromYaml).admitted }}
  - apiGroups: [{{ .group | quote }}]
    apiVersions: {{ toJson .versions }}
    resources: {{ toJson .resources }}
    scope: {{ .scope }}
    operations: {{ toJson $.operations }}
  {{- end }}
{{- end -}}

{{/* The conditions that both entries share. */}}
{{- define "routeproof.matchConditions" -}}
# Both end what is being deleted: to stop them is to leave it stuck.
- name: not-the-controllers-of-namespaces-and-garbage
  expression: >-
    !(request.userInfo.username in [
    'system:serviceaccount:kube-system:namespace-controller',
    'system:serviceaccount:kube-system:generic-garbage-collector'])
- name: glass-not-broken
  expression: >-
    !({{ include "routeproof.breakGlass" . }})
{{- end -}}

{{/* True for a change that passes unjudged: its author holds the verb for this configuration, and not just because of holding it for all. */}}
{{- define "routeproof.breakGlass" -}}
{{- $configurations := "authorizer.group('admissionregistration.k8s.io').resource('validatingwebhookconfigurations')" -}}
{{- printf "%s.name('%s').check('breakglass').allowed()" $configurations (include "routeproof.fullname" .) -}}
{{- if not .Values.breakGlass.wildcards -}}
{{- printf " && !%s.check('breakglass').allowed()" $configurations -}}
{{- end -}}
{{- end -}}
