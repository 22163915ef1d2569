job "web" {
  group "main" {
    task "web" {
      driver = "docker"
      config {
        image = "registry.example.com/support/web:4"
      }
      vault {
        role = "support"
      }
    }
  }
}
