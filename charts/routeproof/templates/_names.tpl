{{- define "routeproof.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* Short enough for the longest ending that a name gets. */}}
{{- define "routeproof.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 48 | trimSuffix "-" -}}
{{- else if contains (include "routeproof.name" .) .Release.Name -}}
{{- .Release.Name | trunc 48 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "routeproof.name" .) | trunc 48 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "routeproof.serviceAccountName" -}}
{{- default (ternary (include "routeproof.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name -}}
{{- end -}}

{{/* The name by which the API server calls. */}}
{{- define "routeproof.dnsName" -}}
{{- printf "%s.%s.svc" (include "routeproof.fullname" .) .Release.Namespace -}}
{{- end -}}

{{/* The Secret that holds the serving certificate. */}}
{{- define "routeproof.tlsSecret" -}}
{{- if eq .Values.certificates.source "existing" -}}
{{- .Values.certificates.existing.secretName -}}
{{- else if eq .Values.certificates.source "certManager" -}}
{{- printf "%s-cert-manager" (include "routeproof.fullname" .) -}}
{{- else -}}
{{- printf "%s-tls" (include "routeproof.fullname" .) -}}
{{- end -}}
{{- end -}}

{{- define "routeproof.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{- printf "%s@%s" .repository .digest -}}
{{- else -}}
{{- printf "%s:%s" .repository (default $.Chart.AppVersion .tag) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "routeproof.selectorLabels" -}}
app.kubernetes.io/name: {{ include "routeproof.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: webhook
{{- end -}}

{{- define "routeproof.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/name: {{ include "routeproof.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: routeproof
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{/* The metadata of what `helm test` needs, for as long as it runs. */}}
{{- define "routeproof.testMetadata" -}}
name: {{ include "routeproof.fullname" . }}-test
namespace: {{ .Release.Namespace }}
labels:
  {{- include "routeproof.labels" . | nindent 2 }}
annotations:
  helm.sh/hook: test
  helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end -}}

{{/* On which nodes pods run. */}}
{{- define "routeproof.nodes" -}}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "routeproof.podSecurityContext" -}}
runAsNonRoot: true
{{- with .Values.runAsUser }}
runAsUser: {{ int64 . }}
runAsGroup: {{ int64 . }}
fsGroup: {{ int64 . }}
{{- end }}
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "routeproof.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}
