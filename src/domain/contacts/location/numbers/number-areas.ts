/*
 * Made by tests/number-areas. Do not edit.
 * From Google's libphonenumber (Apache License 2.0, copyright The Libphonenumber Authors), as of 2026-07-17, and zone.tab of the tz
 * database (public domain).
 */

/** Country, regions (`-` if not known) and zones of the numbers with these prefixes. `*`: they can be anywhere in the country. */
export const numberAreas = `
AC - Atlantic/St_Helena: 247
AD - Europe/Andorra: 376
AE - Asia/Dubai: 971
AF - Asia/Kabul: 93
AG - America/Antigua: 1268
AL - Europe/Tirane: 355
AM - Asia/Yerevan: 374
AO - Africa/Luanda: 244
AR - America/Argentina/Buenos_Aires: 54
AS - Pacific/Pago_Pago: 1684
AT - Europe/Vienna: 43
AW - America/Aruba: 297
AX - Europe/Mariehamn: 35818
AZ - Asia/Baku: 994
BA - Europe/Sarajevo: 387
BB - America/Barbados: 1246
BD - Asia/Dhaka: 880
BE - Europe/Brussels: 32
BF - Africa/Ouagadougou: 226
BG - Europe/Sofia: 359
BH - Asia/Bahrain: 973
BI - Africa/Bujumbura: 257
BJ - Africa/Porto-Novo: 229
BM - Atlantic/Bermuda: 1441
BN - Asia/Brunei: 673
BO - America/La_Paz: 591
BQ - America/Kralendijk: 5997
BR - America/Manaus: 55553682 55652 55653 55654 55655 55662 55663 55664 55665 55672 55673 55674 55675 55692 55693 55694 55695 55912 55913 55914 55915 55922 55923 55924 55925 55932 55933 55934 55935 55942 55943 55944 55945 55952 55953 55954 55955 55972 55973 55974 55975
BR - America/Noronha,America/Sao_Paulo: 55812 55813 55814 55815
BR - America/Rio_Branco: 55682 55683 55684 55685
BR - America/Sao_Paulo: 55112 55113 55114 55115 55122 55123 55124 55125 55132 55133 55134 55135 55142 55143 55144 55145 55152 55153 55154 55155 55162 55163 55164 55165 55172 55173 55174 55175 55182 55183 55184 55185 55192 55193 55194 55195 55212 55213 55214 55215 55222 55223 55224 55225 55242 55243 55244 55245 55272 55273 55274 55275 55282 55283 55284 55285 55312 55313 55314 55315 55322 55323 55324 55325 55332 55333 55334 55335 55342 55343 55344 55345 55352 55353 55354 55355 55372 55373 55374 55375 55382 55383 55384 55385 55412 55413 55414 55415 55422 55423 55424 55425 55432 55433 55434 55435 55442 55443 55444 55445 55452 55453 55454 55455 55462 55463 55464 55465 55472 55473 55474 55475 55482 55483 55484 55485 55492 55493 55494 55495 55512 55513 55514 55515 55532 55533 55534 55535 55542 55543 55544 55545 55552 55553 55554 55555 55612 55613 55614 55615 55622 55623 55624 55625 55632 55633 55634 55635 55642 55643 55644 55645 55673480 55693527 55712 55713 55714 55715 55732 55733 55734 55735 55742 55743 55744 55745 55752 55753 55754 55755 55772 55773 55774 55775 55792 55793 55794 55795 55822 55823 55824 55825 55832 55833 55834 55835 55842 55843 55844 55845 55852 55853 55854 55855 55862 55863 55864 55865 55872 55873 55874 55875 55882 55883 55884 55885 55892 55893 55894 55895 55912121 55912122 55912123 55912992 55913004 5591301 55913028 55913031 55913032 55913033 55913038 55913039 55913072 55913073 55913075 5591308 5591311 55913120 55913121 55913131 55913181 55913182 55913184 55913194 55913199 559132 55913311 55913321 55913322 55913323 5591334 55913351 55913352 55913353 55913355 55913366 55913397 55913411 55913412 55913423 55913425 55913429 55913434 5591344 55913456 5591346 55913481 55913482 55913483 55913484 55913485 55913494 55913521 55913556 55913605 55913606 55913617 55913621 55913633 55913636 55913637 55913658 55913661 55913662 55913665 55913692 55913694 55913711 55913712 5591372 5591373 55913741 55913744 55913746 5591375 55913764 55913765 55913767 5591377 55913781 55913783 55913784 55913795 55913796 55913798 55913802 55913803 55913809 55913811 55913812 55913817 55913821 55913822 55913823 55913829 5591400 55914040 55914042 55914103 55914104 55914107 55914141 55925009 55932101 55932122 55933016 55933017 55933062 55933063 55933064 55933067 55933222 55933502 55933505 55933512 55933514 55933515 55933517 55933518 5593352 5593353 5593354 55933552 55933557 55933558 55933559 55933563 55933574 55933582 55933589 55933593 55933596 55933597 55933598 55933735 55933736 55933737 55933793 55942101 55942103 55943012 55943013 55943016 55943018 55943222 55943301 55943309 55943311 55943312 55943315 55943319 5594332 55943331 55943332 55943333 55943335 55943337 5594334 5594335 55943364 55943365 55943366 55943379 55943382 55943385 55943386 55943392 5594342 55943431 55943432 55943433 55943434 55943435 55943491 55943778 55943779 55943785 55943786 55943787 55962 55963 55964 55965 55982 55983 55984 55985 55992 55993 55994 55995
BR* - America/Manaus,America/Noronha,America/Rio_Branco,America/Sao_Paulo: 55
BS - America/Nassau: 1242
BT - Asia/Thimphu: 975
BW - Africa/Gaborone: 267
BY - Europe/Minsk: 375
BZ - America/Belize: 501
CA AB America/Edmonton: 1368 1403 1587 1780 1825
CA BC America/Edmonton,America/Fort_Nelson,America/Vancouver: 1236 1250 1257 1672 1778
CA BC America/Vancouver: 1604
CA MB America/Winnipeg: 1204 1431 1584
CA NB America/Halifax: 1428 1506
CA NL America/Halifax,America/St_Johns: 1709 1879
CA NS,PE America/Halifax: 1782 1902
CA NT,NU,YT America/Edmonton,America/Fort_Nelson,America/Toronto,America/Vancouver,America/Winnipeg: 1867
CA ON America/Toronto,America/Winnipeg: 1807
CA ON America/Toronto: 1226 1249 1289 1343 1365 1382 1416 1437 1519 1548 1613 1647 1683 1705 1742 1753 1905 1942
CA QC America/Halifax,America/Toronto: 1273 1367 1418 1581
CA QC America/Toronto: 1263 1354 1438 1450 1468 1514 1579 1819 1873
CA SK America/Edmonton,America/Regina: 1306 1474 1639
CD - Africa/Kinshasa: 2431 2433 2434 2435 2436
CD - Africa/Lubumbashi: 2432
CD* - Africa/Kinshasa,Africa/Lubumbashi: 243
CF - Africa/Bangui: 236
CG - Africa/Brazzaville: 242
CH - Europe/Zurich: 41
CI - Africa/Abidjan: 225
CK - Pacific/Rarotonga: 682
CL - America/Punta_Arenas: 5661 5667
CL - America/Santiago,Pacific/Easter: 563
CL - America/Santiago: 562 5633 5634 5635 5641 5642 5643 5645 565 5663 5664 5665 567 568 569
CL* - America/Punta_Arenas,America/Santiago,Pacific/Easter: 56
CM - Africa/Douala: 237
CN - Asia/Shanghai: 86
CO - America/Bogota: 57
CR - America/Costa_Rica: 506
CU - America/Havana: 53
CV - Atlantic/Cape_Verde: 238
CW - America/Curacao: 599
CY - Asia/Nicosia: 357
CZ - Europe/Prague: 420
DE - Europe/Berlin: 49
DJ - Africa/Djibouti: 253
DK - Europe/Copenhagen: 45
DO - America/Santo_Domingo: 1809 1829 1849
DZ - Africa/Algiers: 213
EC - America/Guayaquil,Pacific/Galapagos: 59352
EC - America/Guayaquil: 5932 5933 5934 5935 5936 5937
EC* - America/Guayaquil,Pacific/Galapagos: 593
EE - Europe/Tallinn: 372
EG - Africa/Cairo: 20
ER - Africa/Asmara: 291
ES - Atlantic/Canary: 34822 34827 34828 34922 34928
ES - Europe/Madrid: 344 3481 3482 3483 3484 3485 3486 3487 3488 3491 3492 3493 3494 3495 3496 3497 3498
ES* - Atlantic/Canary,Europe/Madrid: 34
ET - Africa/Addis_Ababa: 251
FI - Europe/Helsinki: 358
FJ - Pacific/Fiji: 679
FK - Atlantic/Stanley: 500
FM - Pacific/Chuuk,Pacific/Pohnpei: 69192 69193 69194 69195 69196
FM - Pacific/Chuuk: 6913 691933
FM - Pacific/Pohnpei: 69132 69137 691920 691921 691924 691926
FM* - Pacific/Chuuk,Pacific/Pohnpei: 691
FO - Atlantic/Faroe: 298
FR - Europe/Paris: 33
GA - Africa/Libreville: 241
GB - Europe/London: 44
GD - America/Grenada: 1473
GE - Asia/Tbilisi: 995
GF - America/Cayenne: 594
GG - Europe/Guernsey: 441481 447839
GH - Africa/Accra: 233
GI - Europe/Gibraltar: 350
GL - America/Nuuk,America/Thule: 2997
GL - America/Nuuk: 2991 29931 29932 29933 29934 29935 29936 29937 2996 29981 29982 29983 29984 29985 29986 29987 29988 29989 2999
GL - America/Thule: 29997
GL* - America/Danmarkshavn,America/Nuuk,America/Thule: 299
GM - Africa/Banjul: 220
GN - Africa/Conakry: 224
GP - America/Guadeloupe: 590
GQ - Africa/Malabo: 240
GR - Europe/Athens: 30
GT - America/Guatemala: 502
GU - Pacific/Guam: 1671
GW - Africa/Bissau: 245
GY - America/Guyana: 592
HK - Asia/Hong_Kong: 852
HN - America/Tegucigalpa: 504
HR - Europe/Zagreb: 385
HT - America/Port-au-Prince: 509
HU - Europe/Budapest: 36
ID - Asia/Jakarta,Asia/Jayapura,Asia/Makassar: 623 625 629
ID - Asia/Jakarta,Asia/Jayapura: 62915 62952
ID - Asia/Jakarta,Asia/Makassar: 62379 62458 62516 62539
ID - Asia/Jakarta: 622 6231 6232 6233 6234 6235 62513 62515 62519 62522 62525 62528 6253 6256 626 627 62920 62958 62963 62979
ID - Asia/Jayapura,Asia/Makassar: 62403
ID - Asia/Jayapura: 6290 6291 6292 62951 62955 62956 62957 62962 62966 62967 62969 62971 62975 6298
ID - Asia/Makassar: 6236 6237 6238 624 62511 62512 62517 62518 62526 62527 6254 6255
ID* - Asia/Jakarta,Asia/Jayapura,Asia/Makassar: 62
IE - Europe/Dublin: 353
IL - Asia/Jerusalem: 972
IM - Europe/Isle_of_Man: 441624 447624
IN - Asia/Kolkata: 91
IO - Indian/Chagos: 246
IQ - Asia/Baghdad: 964
IR - Asia/Tehran: 98
IS - Atlantic/Reykjavik: 354
IT - Europe/Rome: 39
JE - Europe/Jersey: 441534 447829
JM - America/Jamaica: 1658 1876
JO - Asia/Amman: 962
JP - Asia/Tokyo: 81
KE - Africa/Nairobi: 254
KG - Asia/Bishkek: 996
KH - Asia/Phnom_Penh: 855
KI - Pacific/Kanton,Pacific/Kiritimati,Pacific/Tarawa: 6862 6863 6864 6865 6868
KI* - Pacific/Kanton,Pacific/Kiritimati,Pacific/Tarawa: 686
KM - Indian/Comoro: 269
KP - Asia/Pyongyang: 850
KR - Asia/Seoul: 82
KW - Asia/Kuwait: 965
KY - America/Cayman: 1345
KZ - Asia/Almaty: 77
LA - Asia/Vientiane: 856
LB - Asia/Beirut: 961
LC - America/St_Lucia: 1758
LI - Europe/Vaduz: 423
LK - Asia/Colombo: 94
LR - Africa/Monrovia: 231
LS - Africa/Maseru: 266
LT - Europe/Vilnius: 370
LU - Europe/Luxembourg: 352
LV - Europe/Riga: 371
LY - Africa/Tripoli: 218
MA - Africa/Casablanca: 212
MC - Europe/Monaco: 377
MD - Europe/Chisinau: 373
ME - Europe/Podgorica: 382
MG - Indian/Antananarivo: 261
MH - Pacific/Majuro: 692
MK - Europe/Skopje: 389
ML - Africa/Bamako: 223
MM - Asia/Yangon: 95
MN - Asia/Hovd,Asia/Ulaanbaatar: 9761 9762
MN - Asia/Hovd: 97614 97624
MN - Asia/Ulaanbaatar: 97611 97612 97613 97615 97621 97622 97623 97625 97626 97653 97656 97658 97670
MN* - Asia/Hovd,Asia/Ulaanbaatar: 976
MO - Asia/Macau: 853
MP - Pacific/Saipan: 1670
MQ - America/Martinique: 596
MR - Africa/Nouakchott: 222
MT - Europe/Malta: 356
MU - Indian/Mauritius: 230
MV - Indian/Maldives: 960
MW - Africa/Blantyre: 265
MX - America/Cancun: 52983 52984 52987 52998
MX - America/Ciudad_Juarez: 52656
MX - America/Matamoros: 52626 52867 52877 52878 52894 52899
MX - America/Mazatlan,America/Mexico_City: 52649
MX - America/Mazatlan: 52311 52319 52323 52324 52325 52327 52389 52612 52613 52614 52615 5262 5263 5264 52651 52652 52653 52657 52659 52660 52662 52667 52668 52669 52672 52673 52687 5269
MX - America/Mexico_City,America/Tijuana: 52200
MX - America/Mexico_City: 522 5231 5232 5233 5234 5235 5237 5238 5239 524 525 52618 52663 52671 52674 52675 52676 52677 527 5281 5282 5283 5284 5286 5287 5289 5291 5292 5293 5295 5296 5297 5298 5299
MX - America/Tijuana: 52616 52646 52658 52661 52664 52665 52686
MX* - America/Cancun,America/Ciudad_Juarez,America/Matamoros,America/Mazatlan,America/Mexico_City,America/Tijuana: 52 52201
MY - Asia/Kuala_Lumpur: 60
MZ - Africa/Maputo: 258
NA - Africa/Windhoek: 264
NC - Pacific/Noumea: 687
NE - Africa/Niamey: 227
NF - Pacific/Norfolk: 672
NG - Africa/Lagos: 234
NI - America/Managua: 505
NL - Europe/Amsterdam: 31
NO - Europe/Oslo: 47
NP - Asia/Kathmandu: 977
NR - Pacific/Nauru: 674
NU - Pacific/Niue: 683
NZ - Pacific/Auckland: 6424 643 644 646 6472 6473 6474 6475 6477 6478 6479 6492 6493 6494 6495 6496 6497 6498 6499
NZ - Pacific/Chatham: 64330
NZ* - Pacific/Auckland,Pacific/Chatham: 64
OM - Asia/Muscat: 968
PA - America/Panama: 507
PE - America/Lima: 51
PF - Pacific/Tahiti: 68940 689494 689495 689496 689498
PF* - Pacific/Gambier,Pacific/Marquesas,Pacific/Tahiti: 689
PG - Pacific/Bougainville,Pacific/Port_Moresby: 6759
PG - Pacific/Port_Moresby: 6753 6754 6755 6756
PG* - Pacific/Bougainville,Pacific/Port_Moresby: 675
PH - Asia/Manila: 63
PK - Asia/Karachi: 92
PL - Europe/Warsaw: 48
PM - America/Miquelon: 508
PR - America/Puerto_Rico: 1787 1939
PS - Asia/Gaza: 970
PT - Atlantic/Azores: 351292 351295 351296
PT - Europe/Lisbon: 3512
PT* - Atlantic/Azores,Europe/Lisbon: 351
PW - Pacific/Palau: 680
PY - America/Asuncion: 595
QA - Asia/Qatar: 974
RE - Indian/Reunion: 262
RO - Europe/Bucharest: 40
RS - Europe/Belgrade: 381
RU - Asia/Irkutsk: 7301 7395
RU - Asia/Kamchatka: 7415 7427
RU - Asia/Krasnoyarsk: 7382 7383 7384 7385 7388 7390 7391 7394
RU - Asia/Omsk: 7381
RU - Asia/Sakhalin: 7413 7424
RU - Asia/Vladivostok: 7421 7423 7426
RU - Asia/Yakutsk: 7302 7411 7416
RU - Asia/Yekaterinburg: 733 734 735
RU - Europe/Kaliningrad: 7401
RU - Europe/Moscow: 736 747 748 749 781 782 783 7841 7843 7844 7847 7855 7856 7857 786 787
RU - Europe/Samara: 7341 7842 7845 7846 7848 7851
RU* - Asia/Irkutsk,Asia/Kamchatka,Asia/Krasnoyarsk,Asia/Omsk,Asia/Sakhalin,Asia/Vladivostok,Asia/Yakutsk,Asia/Yekaterinburg,Europe/Kaliningrad,Europe/Moscow,Europe/Samara: 7
RW - Africa/Kigali: 250
SA - Asia/Riyadh: 966
SB - Pacific/Guadalcanal: 677
SC - Indian/Mahe: 248
SD - Africa/Khartoum: 249
SE - Europe/Stockholm: 46
SG - Asia/Singapore: 65
SH - Atlantic/St_Helena: 290
SI - Europe/Ljubljana: 386
SJ - Arctic/Longyearbyen: 4779
SK - Europe/Bratislava: 421
SL - Africa/Freetown: 232
SM - Europe/San_Marino: 378
SN - Africa/Dakar: 221
SO - Africa/Mogadishu: 252
SR - America/Paramaribo: 597
SS - Africa/Juba: 211
ST - Africa/Sao_Tome: 239
SV - America/El_Salvador: 503
SY - Asia/Damascus: 963
SZ - Africa/Mbabane: 268
TD - Africa/Ndjamena: 235
TG - Africa/Lome: 228
TH - Asia/Bangkok: 66
TJ - Asia/Dushanbe: 992
TK - Pacific/Fakaofo: 690
TL - Asia/Dili: 670
TM - Asia/Ashgabat: 993
TN - Africa/Tunis: 216
TO - Pacific/Tongatapu: 676
TR - Europe/Istanbul: 90
TT - America/Port_of_Spain: 1868
TV - Pacific/Funafuti: 688
TW - Asia/Taipei: 886
TZ - Africa/Dar_es_Salaam: 255
UA - Europe/Kyiv: 380
UG - Africa/Kampala: 256
US AK America/Adak,America/Anchorage: 1907
US AL America/Chicago: 1205 1251 1256 1334 1659 1938
US AR America/Chicago: 1327 1479 1501 1870
US AZ America/Denver,America/Phoenix: 1928
US AZ America/Phoenix: 1480 1520 1602 1623
US CA America/Los_Angeles: 1209 1213 1279 1310 1323 1341 1350 1369 1408 1415 1424 1442 1510 1530 1559 1562 1619 1626 1628 1650 1657 1661 1669 1707 1714 1738 1747 1760 1805 1818 1820 1831 1840 1858 1909 1916 1925 1949 1951
US CO America/Denver: 1303 1719 1720 1748 1970 1983
US CT America/New_York: 1203 1475 1860 1959
US DC America/New_York: 1202 1771
US DE America/New_York: 1302
US FL America/Chicago,America/New_York: 1448 1850
US FL America/New_York: 1239 1305 1321 1324 1352 1386 1407 1561 1645 1656 1689 1727 1728 1754 1772 1786 1813 1863 1904 1941 1954
US GA America/New_York: 1229 1404 1470 1478 1678 1706 1762 1770 1912 1943
US HI Pacific/Honolulu: 1808
US IA America/Chicago: 1319 1515 1563 1641 1712
US ID America/Denver,America/Los_Angeles: 1208 1986
US IL America/Chicago: 1217 1224 1309 1312 1331 1447 1464 1618 1630 1708 1730 1773 1779 1815 1847 1872
US IN America/Chicago,America/New_York: 1219 1574 1812 1930
US IN America/New_York: 1260 1317 1463 1765
US KS America/Chicago,America/Denver: 1620 1785
US KS America/Chicago: 1316 1913
US KY America/Chicago,America/New_York: 1270 1364 1606
US KY America/New_York: 1502 1859
US LA America/Chicago: 1225 1318 1337 1504 1985
US MA America/New_York: 1339 1351 1413 1508 1617 1774 1781 1857 1978
US MD America/New_York: 1227 1240 1301 1410 1443 1667
US ME America/New_York: 1207
US MI America/Chicago,America/New_York: 1906
US MI America/New_York: 1231 1248 1269 1313 1517 1586 1616 1734 1810 1947 1989
US MN America/Chicago: 1218 1320 1507 1612 1651 1763 1952
US MO America/Chicago: 1235 1314 1417 1557 1573 1636 1660 1816 1975
US MS America/Chicago: 1228 1601 1662 1769
US MT America/Denver: 1406
US NC America/New_York: 1252 1336 1472 1704 1743 1828 1910 1919 1980 1984
US ND America/Chicago,America/Denver: 1701
US NE America/Chicago,America/Denver: 1308
US NE America/Chicago: 1402 1531
US NH America/New_York: 1603
US NJ America/New_York: 1201 1551 1609 1640 1732 1848 1856 1862 1908 1973
US NM America/Denver: 1505 1575
US NV America/Denver,America/Los_Angeles: 1775
US NV America/Los_Angeles: 1702 1725
US NY America/New_York: 1212 1315 1329 1332 1347 1363 1516 1518 1585 1607 1631 1646 1680 1716 1718 1838 1845 1914 1917 1929 1934
US OH America/New_York: 1216 1220 1234 1283 1326 1330 1380 1419 1440 1513 1567 1614 1740 1937
US OK America/Chicago: 1405 1539 1572 1580 1918
US OR America/Denver,America/Los_Angeles: 1458 1541
US OR America/Los_Angeles: 1503 1971
US PA America/New_York: 1215 1223 1267 1272 1412 1445 1484 1570 1582 1610 1717 1724 1814 1835 1878
US RI America/New_York: 1401
US SC America/New_York: 1803 1821 1839 1843 1854 1864
US SD America/Chicago,America/Denver: 1605
US TN America/Chicago,America/New_York: 1423
US TN America/Chicago: 1615 1629 1731 1901 1931
US TN America/New_York: 1865
US TX America/Chicago: 1210 1214 1254 1281 1325 1346 1361 1409 1430 1432 1469 1512 1682 1713 1726 1737 1806 1817 1830 1832 1903 1936 1940 1945 1956 1972 1979
US TX America/Denver: 1915
US UT America/Denver: 1385 1435 1801
US VA America/New_York: 1276 1434 1540 1571 1686 1703 1757 1804 1826 1948
US VT America/New_York: 1802
US WA America/Los_Angeles: 1206 1253 1360 1425 1509 1564
US WI America/Chicago: 1262 1274 1353 1414 1534 1608 1715 1920
US WV America/New_York: 1304 1681
US WY America/Denver: 1307
US* - America/Adak,America/Anchorage,America/Antigua,America/Barbados,America/Cayman,America/Chicago,America/Denver,America/Edmonton,America/Fort_Nelson,America/Grenada,America/Halifax,America/Jamaica,America/Los_Angeles,America/Nassau,America/New_York,America/Phoenix,America/Port_of_Spain,America/Puerto_Rico,America/Regina,America/Santo_Domingo,America/St_Johns,America/St_Lucia,America/St_Thomas,America/St_Vincent,America/Toronto,America/Vancouver,America/Winnipeg,Atlantic/Bermuda,Pacific/Guam,Pacific/Honolulu,Pacific/Pago_Pago,Pacific/Saipan: 1
UY - America/Montevideo: 598
UZ - Asia/Samarkand: 998
VA - Europe/Vatican: 3906698
VC - America/St_Vincent: 1784
VE - America/Caracas: 58
VN - Asia/Ho_Chi_Minh: 84
VU - Pacific/Efate: 678
WF - Pacific/Wallis: 681
WS - Pacific/Apia: 685
XK - Europe/Belgrade: 383
YE - Asia/Aden: 967
ZA - Africa/Johannesburg: 27
ZM - Africa/Lusaka: 260
ZW - Africa/Harare: 263
`;

/** Zones, each with the one in the table that has the same clock and country. */
export const zoneAliases = `
Africa/Ceuta Europe/Madrid
America/Araguaina America/Sao_Paulo
America/Bahia America/Sao_Paulo
America/Bahia_Banderas America/Mexico_City
America/Belem America/Sao_Paulo
America/Boa_Vista America/Manaus
America/Boise America/Denver
America/Cambridge_Bay America/Edmonton
America/Campo_Grande America/Manaus
America/Chihuahua America/Mexico_City
America/Coyhaique America/Punta_Arenas
America/Creston America/Fort_Nelson
America/Cuiaba America/Manaus
America/Dawson America/Fort_Nelson
America/Dawson_Creek America/Fort_Nelson
America/Detroit America/New_York
America/Eirunepe America/Rio_Branco
America/Fortaleza America/Sao_Paulo
America/Glace_Bay America/Halifax
America/Goose_Bay America/Halifax
America/Hermosillo America/Mazatlan
America/Indiana/Indianapolis America/New_York
America/Indiana/Knox America/Chicago
America/Indiana/Marengo America/New_York
America/Indiana/Petersburg America/New_York
America/Indiana/Tell_City America/Chicago
America/Indiana/Vevay America/New_York
America/Indiana/Vincennes America/New_York
America/Indiana/Winamac America/New_York
America/Inuvik America/Edmonton
America/Iqaluit America/Toronto
America/Juneau America/Anchorage
America/Kentucky/Louisville America/New_York
America/Kentucky/Monticello America/New_York
America/Maceio America/Sao_Paulo
America/Menominee America/Chicago
America/Merida America/Mexico_City
America/Metlakatla America/Anchorage
America/Moncton America/Halifax
America/Monterrey America/Mexico_City
America/Nome America/Anchorage
America/North_Dakota/Beulah America/Chicago
America/North_Dakota/Center America/Chicago
America/North_Dakota/New_Salem America/Chicago
America/Ojinaga America/Matamoros
America/Porto_Velho America/Manaus
America/Rankin_Inlet America/Winnipeg
America/Recife America/Sao_Paulo
America/Resolute America/Winnipeg
America/Santarem America/Sao_Paulo
America/Scoresbysund America/Nuuk
America/Sitka America/Anchorage
America/Swift_Current America/Regina
America/Whitehorse America/Fort_Nelson
America/Yakutat America/Anchorage
Asia/Anadyr Asia/Kamchatka
Asia/Barnaul Asia/Krasnoyarsk
Asia/Chita Asia/Yakutsk
Asia/Khandyga Asia/Yakutsk
Asia/Magadan Asia/Sakhalin
Asia/Novokuznetsk Asia/Krasnoyarsk
Asia/Novosibirsk Asia/Krasnoyarsk
Asia/Pontianak Asia/Jakarta
Asia/Srednekolymsk Asia/Sakhalin
Asia/Tomsk Asia/Krasnoyarsk
Asia/Ust-Nera Asia/Vladivostok
Atlantic/Madeira Europe/Lisbon
Europe/Astrakhan Europe/Samara
Europe/Kirov Europe/Moscow
Europe/Saratov Europe/Samara
Europe/Ulyanovsk Europe/Samara
Europe/Volgograd Europe/Moscow
Pacific/Kosrae Pacific/Pohnpei
`;
