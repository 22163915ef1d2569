# What the parser cannot read may hold what seems absent.
resource "aws_iam_access_key" "k" {
  user = "deployer"
}

resource "google_vertex_ai_reasoning_engine" "a" {
  display_name = "a"
  {% if cookiecutter.account %}
  spec {
    service_account = "a@acme.iam.gserviceaccount.com"
  }
  {% endif %}
}

resource "databricks_obo_token" "t" {
  comment = "t"
}
