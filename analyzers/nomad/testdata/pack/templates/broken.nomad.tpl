job "broken" {
  group "g" [[ if var "x" . ]] {
  task "t" {
    env { OPENAI_API_KEY = "sk-proj-GRyjabHcLbPehHxu6N91T3BlbkFJLvNoYy0kRkwML" }
}
