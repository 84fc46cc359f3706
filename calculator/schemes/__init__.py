"""其他制度: residents' scheme, personal pension, subsidies, injury cover, beside the employees' pension.

Every scheme is computed on the assumptions of the same scenario and shown by itself; nothing here
adds amounts of different schemes into one number.
"""
