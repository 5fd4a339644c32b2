"""Common misspellings that the vocabulary has, from texts that hold them, or that its rules would form."""

_MISSPELLINGS = """
accidently anually belive belived belives bringed buyed calender calenders catched changable childrens choosed colum
comited comming corespondence cutted develope diaster diffrent drived facist fullfill fullfilled furnitures generaly
goed grammer greatful growed guage heighth heros hollidays humourous hurted incidently indispensible informations
inventer judgeing knowed lazer likelyhood luggages milenium millenium milleniums mispell mispelled naturaly
persue persued pharoah playwrite portrail possable potatos promiss psycology publically quater realy referal reguler
renumeration resently sayed severly sheeps sherif similer similiar studing supercede superintendant supposably teached
tehnology thinked thousend throwed tomatos torpedos tryed undoubtably utillize verry vetos visable volcanos wellcome
wellfare wether wheter wholy wich withold writting
"""
MISSPELLINGS = frozenset(_MISSPELLINGS.split())
