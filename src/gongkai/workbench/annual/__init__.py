"""Annual reports in the workbench: written, checked, signed, published, and looked over by the government above."""
