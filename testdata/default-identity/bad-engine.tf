resource "google_vertex_ai_reasoning_engine" "planner" {
  display_name = "planner"
  region       = "europe-west1"

  spec {
    agent_framework = "google-adk"
  }
}
