job [[ template "job_name" . ]] {
  [[ template "region" . ]]
  datacenters = [ [[ range $i, $dc := var "datacenters" . ]][[if $i]],[[end]][[ $dc | quote ]][[ end ]] ]

  group "agent" {
    task "agent" {
      driver = "docker"

      config {
        image = "registry.example.com/agents/agent:[[ var "version" . ]]"
        args  = ["langgraph", "up", "--token=[[ var "api_token" . ]]"]
      }

      env {
        WEBHOOK_SECRET      = [[ var "webhook_secret" . | quote ]]
        LANGFUSE_SECRET_KEY = "[[ var "langfuse_prefix" . ]]-3f9c1b7e5d2a4860b1c9e7f3a5d20846"
        [[- range $k, $v := var "extra" . ]]
        [[ $k ]] = [[ $v | quote ]]
        [[- end ]]
      }
    }
  }
}
