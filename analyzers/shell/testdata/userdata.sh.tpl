#!/bin/bash
export DB_PASSWORD="${db_password}"
export API_KEY=$${API_KEY:-none}
export SIGNING_SECRET="%{ if prod }Tq7mZr2Lk9XvBn4Ws6Pd%{ endif }"
export ADMIN_PASSWORD='x9!kRw2v#Q'
