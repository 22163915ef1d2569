{{- define "claims.labels" -}}
app.kubernetes.io/part-of: claims
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "claims.model" -}}
- name: GOOGLE_GENAI_USE_VERTEXAI
  value: "true"
- name: GOOGLE_CLOUD_PROJECT
  value: {{ required "project is needed" .Values.project | quote }}
- name: GOOGLE_CLOUD_LOCATION
  value: {{ .Values.location | quote }}
- name: AGENT_MODEL
  value: {{ .Values.model | quote }}
{{- end }}
