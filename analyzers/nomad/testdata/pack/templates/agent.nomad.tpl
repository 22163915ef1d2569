job [[ template "job_name" . ]] {
  [[ template "region" . ]]
  datacenters = [ [[ range $i, $dc := var "datacenters" . ]][[if $i]],[[end]][[ $dc | quote ]][[ end ]] ]

  group "agent" {
    count = [[ var "count" . ]]

    task "agent" {
      driver = "docker"

      [[ if var "vault_enabled" . -]]
      vault {
        role = [[ var "vault_role" . | quote ]]
      }
      [[- end ]]

      # What the pack writes here may be a ttl.
      identity {
        name = "model"
        aud  = ["https://api.example.com"]
        file = true
        [[ template "identity_ttl" . ]]
      }

      identity {
        name = "other"
        file = true
        ttl  = [[ var "ttl" . | quote ]]
      }

      identity {
        name = "bare"
        file = true
      }

      config {
        image = "registry.example.com/agents/agent:[[ var "version" . ]]"
        args  = ["langgraph", "up", "[[ var "port" . ]]"]
      }

      env {
        OPENAI_API_KEY   = [[ var "openai_api_key" . | quote ]]
        WEBHOOK_SECRET   = "[[ var "webhook_secret" . ]]"
        MCP_SERVER_URL   = "https://[[ var "host" . ]]/mcp"
        ADMIN_PASSWORD   = "prefix-[[ var "suffix" . ]]-Wq7tBz3Kp9x"
        LANGFUSE_SECRET_KEY = "sk-lf-3f9c1b7e-5d2a-4860-b1c9-e7f3a5d20846"
        [[- range $k, $v := var "extra" . ]]
        [[ $k ]] = [[ $v | quote ]]
        [[- end ]]
      }

      template {
        data = <<EOH
{{ with secret "[[ var "secret_path" . ]]" }}
ANTHROPIC_API_KEY={{ .Data.data.[[ var "secret_key" . ]] }}
{{ end }}
SERVICE_TOKEN=[[ var "service_token" . | quote ]]
[[- if var "debug" . ]]
DEBUG_TOKEN=kR7mZ2kXv9TqB4nWs6PdLq
[[- end ]]
EOH
        destination = "secrets/agent.env"
        env         = true
      }
    }
  }
}
