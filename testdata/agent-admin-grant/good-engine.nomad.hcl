job "traefik" {
  group "main" {
    task "traefik" {
      driver = "docker"

      config {
        image   = "traefik:3"
        volumes = ["/var/run/docker.sock:/var/run/docker.sock"]
      }
    }
  }
}
